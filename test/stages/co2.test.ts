import type { Findings, ModelBundle, Table } from 'millrace'
import type { BoostingRegressor, OffsetRegressor } from 'millrace/ml'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BiasNumbers } from '../../stages/bias-report.ts'
import type { EvaluationDocument } from '../../stages/evaluate-regression/evaluation-document.ts'
import type { RegressionEvaluation } from '../../stages/evaluate-regression.ts'
import type { LeakReport } from '../../stages/leak-gate/leak-report.ts'
import type { BestTrial } from '../../stages/tune.ts'
import { type Outputs, runPipelineFile } from './run-pipeline-file.ts'

describe('pipelines/co2', () => {
  let done: Readonly<Record<string, Outputs>>
  const output = <T>(stage: string, name: string) => done[stage]?.[name] as T
  const scoreOf = (label: string) => {
    const found = output<RegressionEvaluation>('evaluate', 'metrics').scores.find((score) => score.label === label)
    if (found === undefined) throw new Error(`no score of ${label}`)
    return found
  }
  beforeAll(async () => {
    done = await runPipelineFile('pipelines/co2/pipeline.yaml')
  }, 120_000)

  it('looks back by the calendar: months after an absent one have no lag, and none is shifted', async () => {
    const rows = await output<Table>('features', 'table')
      .sql('SELECT CAST(date AS VARCHAR) AS date, co2_lag_1, co2_lag_12 FROM self ORDER BY date')
      .rows()
    const months = await output<Table>('ingest', 'table')
      .sql('SELECT CAST(date AS VARCHAR) AS date, co2 FROM self')
      .rows()
    const co2 = new Map(months.map((row) => [String(row.date), row.co2]))
    const monthsAgo = (date: string, months: number) => {
      const [year, month] = date.split('-').map(Number) as [number, number]
      return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
    }
    for (const { date, co2_lag_1, co2_lag_12 } of rows) {
      expect([date, co2_lag_1]).toEqual([date, co2.get(monthsAgo(String(date), 1))])
      expect([date, co2_lag_12]).toEqual([date, co2.get(monthsAgo(String(date), 12))])
    }
    const dates = rows.map(({ date }) => date)
    expect(dates).toHaveLength(721)
    // February to April 1964 are absent: May has no month before it, February 1965 none a year before.
    for (const date of ['1964-02-01', '1964-05-01', '1965-02-01', '1965-05-01']) expect(dates).not.toContain(date)
    expect(dates).toContain('1964-06-01')
  })

  it('tells the last ten years one step ahead, better than the rule that needs no model', () => {
    const [model, rule] = [scoreOf('boosting'), scoreOf('seasonalDifference')]
    expect(model.n).toBe(120)
    expect(rule.rootMeanSquaredError.value).toBeCloseTo(0.52, 2)
    expect(rule.rSquared?.value).toBeCloseTo(0.9951, 4)
    expect(scoreOf('lastValue').rSquared?.value).toBeCloseTo(0.965, 3)
    expect(model.rSquared?.value).toBeGreaterThan(0.995)
    expect(model.rootMeanSquaredError.value).toBeLessThan(0.48)
    expect(scoreOf('seasonal').rSquared?.value).toBeGreaterThan(0.99)
    expect(model.meanAbsoluteScaledError).toMatchObject({ value: expect.closeTo(0.34, 1), period: 1 })
    expect(output<Findings>('evaluate', 'findings').headline).toMatch(
      /^On 120 months .* below the rule without a model/,
    )
  })

  it('shows the trap: the same learner on the level falls below R² 0, and the gate says so', () => {
    expect(scoreOf('level').rSquared?.value).toBeLessThan(0)
    const trap = output<LeakReport>('trap', 'leaks')
    expect(trap.warnings.map(({ name, features }) => [name, ...features])).toEqual([
      ['name-shares-stem', 'adjusted_co2'],
      ['trend', 'level'],
    ])
    expect(output<Findings>('trap', 'findings').warnings?.join()).toMatch(/R² 0\.965; “level” has RMSE \d.*, R² −2/)
    expect(output<LeakReport>('leaks', 'leaks').count).toBe(0)
    // One warning, and not one for each of the rules that it loses to.
    expect(output<Findings>('evaluate', 'findings').warnings).toEqual([
      expect.stringMatching(
        /^Boosting on the level is worse than what needs no model: than the last value .* and the rule/,
      ),
    ])
  })

  it('stops by years of its own, and is then fitted on all of them', () => {
    const { training, params } = output<ModelBundle>('train', 'model')
    expect(training.rows).toBe(601)
    expect(params).toMatchObject({ offset: 'co2_expected', learner: 'boosting' })
  })

  it('searches in ppm over the target with its offset, and learns with what was found', () => {
    const best = output<BestTrial>('tune', 'best')
    expect(best.params).toMatchObject({ offset: 'co2_expected' })
    expect(best.scores.rmse).toBeLessThan(0.4)
    const { eta, maxDepth, minChildWeight, subsample, lambda } = best.params
    const { params, model } = output<ModelBundle>('train', 'model')
    expect(params).toMatchObject({ eta, maxDepth, minChildWeight, subsample, lambda })
    // The rounds are not those of the search: where early stopping ended, on the years held out.
    const rounds = ((model as OffsetRegressor).model as BoostingRegressor).core.ensemble.roots.length - 1
    expect(params).toMatchObject({ nEstimators: 1000 })
    expect(rounds).toBeGreaterThan(10)
    expect(rounds).toBeLessThan(1000)
  })

  it('writes the numbers for conditions in the shape that the original reads', () => {
    const { regression_metrics: metrics } = output<EvaluationDocument>('evaluate', 'evaluation')
    const model = scoreOf('boosting')
    expect(metrics).toEqual({
      mse: { value: model.meanSquaredError },
      rmse: { value: model.rootMeanSquaredError.value },
      mae: { value: model.meanAbsoluteError.value },
      mape: { value: model.meanAbsolutePercentageError },
      mase: { value: model.meanAbsoluteScaledError?.value },
      r2: { value: model.rSquared?.value },
    })
    expect(Math.sqrt(metrics.mse.value)).toBeCloseTo(metrics.rmse.value, 12)
  })

  it('judges quality against the training years, explains, and compares seasons', () => {
    const quality = output<{ violated: number; made: number }>('validate', 'report')
    expect(quality.made).toBeGreaterThan(15)
    // The rise itself has grown: the years to be judged on are not quite like those before.
    expect(output<Findings>('validate', 'findings').warnings?.join()).toContain('rise_lag_12')
    expect(output<{ additivity: { largestGap: number } }>('explain', 'importance').additivity.largestGap).toBeLessThan(
      1e-5,
    )
    const bias = output<BiasNumbers>('bias', 'bias')
    expect(Object.keys(bias.season ?? {})).toEqual(expect.arrayContaining(['winter', 'spring', 'summer', 'autumn']))
    expect(Math.abs(bias.season?.summer?.DPPL ?? 1)).toBeLessThan(0.3)
  })
})
