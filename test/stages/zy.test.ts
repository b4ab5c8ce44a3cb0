import { it } from 'vitest'
import { runPipelineFile } from './run-pipeline-file.ts'
it('x', async () => {
  const t = performance.now()
  const done = await runPipelineFile('pipelines/la-liga-odds/pipeline.yaml', {LA_LIGA_CSV:'/work/shared/data/la-liga'}) as any
  console.log('ms', performance.now() - t)
  console.log(JSON.stringify(done.ingest.findings), JSON.stringify(done.ingest.schema))
  console.log(JSON.stringify(done.split.summary), JSON.stringify(done.smote.summary))
  console.log(JSON.stringify(done.evaluate.findings, null, 1))
  const m = done.evaluate.metrics
  for (const s of m.scores) console.log(s.title, s.logLoss, 'brier', s.brierSumOverClasses, 'rps', s.rps, 'acc', s.accuracy, JSON.stringify(s.macro), 'auc', s.rocAuc.macro, 'ece', s.expectedCalibrationError.value, s.perClass.map((c:any)=>`${c.class} ${c.hits}/${c.rows}`).join())
  for (const d of m.differences) console.log(d.model, d.baseline, d.logLoss)
  console.log(JSON.stringify(m.resampling))
  console.log(JSON.stringify(done.bias.findings, null, 1))
  for (const x of done.bias.metrics.metrics) console.log(x.metric, x.of, x.value, x.interval, x.nA, x.nD)
  console.log(done.eloOnly.importance.rows, done.homeAdvantage.importance.rows, done.classFrequency.importance.rows, done.train.importance.title)
  console.log(done.evaluate.comparison.title, '|', done.evaluate.confusion.title, '|', done.evaluate.roc.title, '|', done.evaluate.reliability.title, '|', done.split.timeline.title, '|', done.smote.balance.title, '|', done.bias.chart.title)
  
  console.log(done.odds.used.rows, done.ingest.summary.rows, (await done.ingest.rejects.rows()).slice(0,5))
})
