import { BoostingClassifier, compileRowPredictor } from '../../../src/ml/index.ts'
import { readData } from '../read-data.ts'

/** node predict-row.mjs DATA: microseconds of single rows, by boosting of 100 trees of depth 6. */
const [name = ''] = process.argv.slice(2)
const { features, labels } = readData(name)
const model = await BoostingClassifier.fit(features, labels, { nEstimators: 100 })
const predictor = compileRowPredictor(model.ensemble, model.baseMargin)
const values = new Float64Array(features.columns)
const margin = new Float64Array(1)
const times = new Float64Array(features.rows)
const cpu = process.cpuUsage()
const start = performance.now()
for (let i = 0; i < features.rows; i++) {
  for (let j = 0; j < values.length; j++) values[j] = features.data[j * features.rows + i]!
  const before = process.hrtime.bigint()
  predictor.predictRow(values, margin)
  times[i] = Number(process.hrtime.bigint() - before) / 1000
}
const wall = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage(cpu)
times.sort()
const share = (part: number) => times[Math.floor(times.length * part)]!
const quality = { p50: share(0.5), p99: share(0.99), p999: share(0.999) }
console.log(
  JSON.stringify({ wall, cpu: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024, quality }),
)
