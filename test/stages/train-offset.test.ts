import { type ModelBundle, Table } from 'millrace'
import { type BoostingRegressor, OffsetRegressor } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import crossValidate from '../../stages/cross-validate.ts'
import leakGate from '../../stages/leak-gate.ts'
import train from '../../stages/train.ts'
import { runStage } from './run-stage.ts'

/** A series that rises for ever; what is left of it without `before` depends on the month and on `x`. */
const all = Array.from({ length: 240 }, (_, i) => {
  const x = ((i * 7919) % 101) / 101
  return { i, month: i % 12, x, before: 100 + i, y: 100 + i + 2 * Math.sin((i * Math.PI) / 6) + (i % 5) * 0.4 * x }
})
const rows = (from: number, to: number) => Table.from(all.slice(from, to) as never)
const learnt = () => rows(0, 150).withTag('train')
const held = () => rows(150, 200).withTag('calibration')
const test = () => rows(200, 240).withTag('test')
const boosting = {
  learner: 'boosting',
  target: 'y',
  features: ['month', 'x'],
  offset: 'before',
  nEstimators: 200,
  eta: 0.2,
  maxDepth: 3,
}
const learn = async (params: object, more: object = {}): Promise<ModelBundle> =>
  (await runStage(train, { train: learnt(), ...more } as never, params)).model
const said = async ({ model }: ModelBundle) => {
  const { features } = await test().matrix({ features: model.featureNames })
  return (model as OffsetRegressor).predict(features)
}

describe('the stage train with an offset', () => {
  it('learns what the column leaves, and speaks in the unit of the target', async () => {
    const bundle = await learn(boosting)
    expect(bundle.model).toBeInstanceOf(OffsetRegressor)
    expect(bundle).toMatchObject({ target: 'y', params: { offset: 'before' } })
    const error = (await said(bundle)).map((value, i) => Math.abs(value - all[200 + i]!.y))
    expect(Math.max(...error)).toBeLessThan(1.7)
    // Without it, the same trees stay below what they have seen.
    const { offset: _offset, ...level } = boosting
    expect(Math.max(...(await said(await learn({ ...level, features: ['month', 'x', 'before'] }))))).toBeLessThan(255)
  })

  it('names the offset of a prepared model, and one of rows without it', async () => {
    const ridge = { learner: 'ridge', target: 'y', features: ['month', 'x'], offset: 'before', scale: 'standard' }
    expect((await learn(ridge)).model.featureNames).toEqual(['month', 'x', 'before'])
    const gap = rows(0, 150).sql('SELECT * REPLACE (CASE WHEN i = 3 THEN NULL ELSE before END AS before) FROM self')
    await expect(learn(boosting, { train: gap.withTag('train') })).rejects.toMatchObject({
      code: 'E_TABLE_VALUE',
      message: expect.stringMatching(/"before" is NaN in row 4/),
    })
    await expect(learn({ ...boosting, target: 'month', task: 'classification' })).rejects.toMatchObject({
      code: 'E_PARAMS',
    })
  })

  it('is refused where a stage would forget it', async () => {
    const params = { train: boosting, split: { by: 'kFold', nSplits: 3 } }
    const run = runStage(crossValidate, { table: rows(0, 150) } as never, params)
    await expect(run).rejects.toMatchObject({ code: 'E_PARAMS', message: expect.stringContaining('offset') })
  })

  it('is no tree on the level to the leak gate', async () => {
    const gate = async (model: ModelBundle) =>
      (
        await runStage(
          leakGate,
          { train: learnt(), test: test(), models: { model } },
          { target: 'y', features: ['month', 'x'], time: 'i' },
        )
      ).leaks.byName.trend
    const { offset: _offset, ...level } = boosting
    expect(await gate(await learn(level))).toBe(1)
    expect(await gate(await learn(boosting))).toBe(0)
  })
})

describe('the stage train with rows to refit on', () => {
  const stops = { ...boosting, earlyStoppingRounds: 5 }

  it('takes the rounds that were best on the validation rows, and fits on all', async () => {
    const stopped = await learn(stops, { validation: held() })
    const inner = (stopped.model as OffsetRegressor).model as BoostingRegressor
    const rounds = inner.bestIteration! + 1
    expect(rounds).toBeLessThan(200)
    const refitted = await learn(stops, { validation: held(), refit: held() })
    expect(refitted.training.rows).toBe(200)
    const direct = await runStage(train, { train: rows(0, 200).withTag('train') }, { ...boosting, nEstimators: rounds })
    expect(refitted.model.toParts()).toEqual(direct.model.model.toParts())
    expect(await said(refitted)).not.toEqual(await said(stopped))
  })

  it('wants early stopping', async () => {
    await expect(learn(boosting, { validation: held(), refit: held() })).rejects.toMatchObject({
      code: 'E_PARAMS',
      message: expect.stringContaining('refit'),
    })
  })
})
