import { Table } from 'millrace'
import { type BoostingRegressor, OffsetRegressor } from 'millrace/ml'
import { describe, expect, test } from 'vitest'
import train from '../../stages/train.ts'
import tune from '../../stages/tune.ts'
import { runStage } from './run-stage.ts'

/** A series that rises for ever; what `before` leaves of it depends on the month and on `x`. */
const all = Array.from({ length: 240 }, (_, i) => {
  const x = ((i * 7919) % 101) / 101
  const left = 2 * Math.sin((i * Math.PI) / 6) + (i % 5) * 0.4 * x
  const before = 100 + i
  return { i, month: i % 12, x, before, old: before - 24 + (i % 7), y: before + left, left: before + left - before }
})
const rows = (from: number, to: number) => Table.from(all.slice(from, to) as never)
const learnt = () => rows(0, 150).withTag('train')
const params = {
  learner: { learner: 'boosting', target: 'y', features: ['month', 'x'], offset: 'before', nEstimators: 30 },
  space: { eta: { type: 'log', low: 0.02, high: 0.8 }, maxDepth: { type: 'integer', low: 1, high: 5 } },
  objective: ['rmse', 'r2'],
  folds: { by: 'time', time: 'i', period: 'value', nSplits: 3 },
  trials: 8,
}

describe('a search over a target with an offset', () => {
  test('judges in the unit of the target, and errs as one of the difference does', async () => {
    const { study, best, model } = await runStage(tune, { train: learnt() }, params)
    const { offset: _offset, ...difference } = params.learner
    const other = await runStage(
      tune,
      { train: learnt() },
      { ...params, learner: { ...difference, target: 'left' }, strategy: 'tpe' },
    )
    for (const [i, { scores }] of study.trials.entries()) {
      expect(scores!.rmse).toBeCloseTo(other.study.trials[i]!.scores!.rmse!, 9)
      // Of the level, nearly all is explained by the column that is added; of the difference it is not.
      expect(scores!.r2).toBeGreaterThan(other.study.trials[i]!.scores!.r2!)
    }
    expect(best.params).toMatchObject({ offset: 'before', target: 'y' })
    expect(model.model).toBeInstanceOf(OffsetRegressor)
    expect(model.model.featureNames).toEqual(['month', 'x', 'before'])
  })

  test('may search which column to take away', async () => {
    const { offset: _offset, ...learner } = params.learner
    const space = { ...params.space, offset: { type: 'categorical', values: ['old', 'before'] } }
    const { best, model, study } = await runStage(tune, { train: learnt() }, { ...params, learner, space })
    expect(new Set(study.trials.map((trial) => trial.params.offset))).toEqual(new Set(['old', 'before']))
    expect(best.params).toMatchObject({ offset: 'before' })
    expect(model.model.featureNames).toContain('before')
  })

  test('hands its best to train, which stops early and learns from the rows of validation too', async () => {
    const { best } = await runStage(tune, { train: learnt() }, params)
    const held = rows(150, 200).withTag('calibration')
    const own = { ...params.learner, nEstimators: 400, earlyStoppingRounds: 20 }
    const inputs = { train: learnt(), validation: held, best }
    const stopped = (await runStage(train, inputs as never, own)).model
    const refitted = (await runStage(train, { ...inputs, refit: held } as never, own)).model
    const rounds = (model: unknown) => (model as OffsetRegressor).model as BoostingRegressor
    expect(refitted.params).toMatchObject({ eta: best.params.eta, maxDepth: best.params.maxDepth, offset: 'before' })
    expect(refitted.training.rows).toBe(200)
    expect(rounds(refitted.model).core.ensemble.roots.length - 1).toBe(rounds(stopped.model).bestIteration! + 1)
  })

  test('is refused for rows without the column, and for classes', async () => {
    const gap = rows(0, 150).sql('SELECT * REPLACE (CASE WHEN i = 3 THEN NULL ELSE before END AS before) FROM self')
    await expect(runStage(tune, { train: gap.withTag('train') as never }, params)).rejects.toMatchObject({
      code: 'E_TABLE_VALUE',
    })
    const classes = { ...params, learner: { ...params.learner, target: 'month' }, objective: 'logLoss' }
    await expect(runStage(tune, { train: learnt() }, classes)).rejects.toMatchObject({ code: 'E_PARAMS' })
  })
})
