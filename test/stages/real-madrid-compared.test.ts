import { resolve } from 'node:path'
import type { Figure, Findings, Table } from 'millrace'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPipeline } from '../../src/engine/definition/read-pipeline.ts'
import compare, { type Compared } from '../../stages/compare.ts'
import crossValidate from '../../stages/cross-validate.ts'
import { everyTeamsFeatures, flagshipMatches } from './flagship.ts'
import { root } from './run-pipeline-file.ts'
import { runStage } from './run-stage.ts'

const definition = readPipeline(resolve(root, 'pipelines/real-madrid-compared/pipeline.yaml'), {})
const stage = (name: string) => {
  const found = definition.stages.get(name)
  if (found === undefined) throw new Error(`there is no stage ${name}`)
  return found
}
/** Some of the 36 ways of learning, with smaller forests; all baselines. */
const few = [
  'own,none,none,logistic',
  'own,smote,sigmoid,forest',
  'every,none,none,logistic',
  'league,none,none,logistic',
]
const baselines = ['madrid', 'league'].flatMap((rows) =>
  ['classFrequency', 'homeAdvantage', 'eloOnly'].map((name) => `${rows},${name}`),
)

let tables: Record<string, Table>
let result: { comparison: Compared; findings: Findings; chart: Figure; scores: Figure }

beforeAll(async () => {
  const given = await everyTeamsFeatures(flagshipMatches())
  tables = {}
  for (const name of [...few.map((label) => `learn[${label}]`), ...baselines.map((label) => `baselines[${label}]`)]) {
    const { params, seed } = stage(name)
    const train = params.train as { readonly learner: string }
    const smaller = train.learner === 'randomForest' ? { ...train, nEstimators: 10 } : train
    const label = name.slice(name.indexOf('[') + 1, -1)
    tables[label] = (await runStage(crossValidate, given, { ...params, train: smaller }, seed)).predictions
  }
  const pick = (labels: readonly string[]) => Object.fromEntries(labels.map((label) => [label, tables[label] as Table]))
  const { params } = stage('compare')
  const faster = { ...params, bootstrap: { resamples: 200 } }
  result = await runStage(compare, { predictions: pick(few), baselines: pick(baselines) }, faster)
}, 120_000)

describe('pipelines/real-madrid-compared', () => {
  it('takes its features from the flagship, and has 36 ways of learning and 6 baselines of one seed', () => {
    const names = [...definition.stages.keys()]
    expect(names.filter((name) => name.startsWith('learn['))).toHaveLength(36)
    expect(names.filter((name) => name.startsWith('baselines['))).toHaveLength(6)
    expect(names).toContain('real-madrid/features')
    expect(
      new Set(names.filter((name) => /^(learn|baselines)\[/.test(name)).map((name) => stage(name).seed)).size,
    ).toBe(1)
  })

  it('judges the 38 matches of the last season, by the flagship’s baselines', () => {
    const { madrid } = result.comparison.groups
    expect(madrid?.n).toBe(38)
    expect(madrid?.classes).toEqual({ loss: 3, draw: 6, win: 29 })
    const loss = (label: string) => madrid?.scores.find((score) => score.label === label)?.logLoss.value
    expect(loss('madrid,classFrequency')?.toFixed(3)).toBe('0.715')
    expect(result.findings.headline).toMatch(
      /^Real Madrid in 2016-17, 38 matches \(29 won, 6 drawn, 3 lost\): a way of learning must differ/,
    )
    expect(result.findings.warnings).toEqual([expect.stringMatching(/only 3 lost and 6 drawn of 38 matches/)])
  })

  it('scores every match that has a past to learn from, once, and by what came before it', async () => {
    const table = tables['league,none,none,logistic'] as Table
    const [found] = await table
      .sql('SELECT count(*) AS n, count(DISTINCT match) AS matches, CAST(min(date) AS VARCHAR) AS first FROM self')
      .rows()
    const past = flagshipMatches().filter(({ date }) => date < '2013-10-01').length
    expect(found).toMatchObject({ n: 1520 - past, matches: 1520 - past })
    expect(String(found?.first) >= '2013-10-01').toBe(true)
    const loss = (label: string) =>
      result.comparison.groups.league?.scores.find((score) => score.label === label)?.logLoss.value ?? Number.NaN
    expect(loss('league,eloOnly')).toBeLessThan(loss('league,homeAdvantage'))
    expect(loss('league,homeAdvantage')).toBeLessThan(loss('league,classFrequency'))
  })

  it('tells apart over the league what 38 matches cannot', () => {
    const of = (group: string, model: string, baseline: string) =>
      result.comparison.groups[group]?.differences.find((each) => each.model === model && each.baseline === baseline)
    const league = of('league', 'league,none,none,logistic', 'league,homeAdvantage')?.logLoss
    expect(league?.upper).toBeLessThan(0)
    const madrid = of('madrid', 'every,none,none,logistic', 'madrid,classFrequency')?.logLoss
    expect(madrid?.detectable).toBeGreaterThan(2 * (league?.detectable ?? 0))
  })
})
