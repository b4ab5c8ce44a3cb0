import { createRandom, type ModelBundle, Table } from 'millrace'
import { type Classifier, modelFromParts } from 'millrace/ml'
import { describe, expect, it } from 'vitest'
import calibrate from '../../stages/calibrate.ts'
import evaluate from '../../stages/evaluate.ts'
import holdOut from '../../stages/hold-out.ts'
import smote from '../../stages/smote.ts'
import split from '../../stages/split.ts'
import trainStage from '../../stages/train.ts'
import { failure, rereadParts } from '../ml/tables.ts'
import { runStage } from './run-stage.ts'

/** `win` happens with probability x; a forest of small leaves is far too sure of it. */
function rows(n: number, seed: number) {
  const random = createRandom(seed)
  return Array.from({ length: n }, (_, i) => {
    const x = random.next()
    const day = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
    return { id: i, date: day, x, z: random.next(), truth: random.next() < 0.2 + 0.6 * x ? 'win' : 'loss' }
  })
}

const all = () => Table.from(rows(600, 1), { types: { date: 'DATE' } }).withTag('train')
const test = () => Table.from(rows(400, 2), { types: { date: 'DATE' } }).withTag('test')
const held = (params: object = { by: 'time', share: 0.4 }) => runStage(holdOut, { train: all() }, params)
const forest = { learner: 'randomForest', nEstimators: 20, target: 'truth', features: ['x', 'z'] }
const learn = async (train: Table<'train'>) => (await runStage(trainStage, { train }, forest)).model

async function calibrated(params: object = {}) {
  const { train, calibration } = await held()
  const model = await learn(train)
  return { ...(await runStage(calibrate, { model, train, calibration }, params)), plain: model }
}

describe('the stage hold-out', () => {
  it('sets the latest days of the training rows aside', async () => {
    const { train, calibration, summary } = await held({ by: 'time', cutoff: '2021-01-01', target: 'truth' })
    expect(summary).toMatchObject({
      by: 'time',
      cutoff: '2021-01-01',
      train: { rows: 366 },
      calibration: { rows: 234 },
    })
    expect((await train.rows()).every(({ date }) => String(date) < '2021-01-01')).toBe(true)
    expect((await calibration.rows()).every(({ date }) => String(date) >= '2021-01-01')).toBe(true)
  })

  it('draws rows at random, stratified or by group, and gives every row to one side', async () => {
    for (const params of [{ by: 'ratio' }, { by: 'stratified', stratify: 'truth' }, { by: 'group', group: ['id'] }]) {
      const { train, calibration } = await held({ ...params, share: 0.3 })
      const ids = async (side: Table) => Array.from((await side.column('id')).values as Float64Array)
      const [learnt, kept] = [await ids(train), await ids(calibration)]
      expect(kept).toHaveLength(180)
      expect([...learnt, ...kept].sort((a, b) => a - b)).toEqual(rows(600, 1).map(({ id }) => id))
    }
  })

  it('refuses resampled rows and a side without rows', async () => {
    const train = Table.from({ x: [1, 2], synthetic: [false, true] }).withTag('train')
    const run = runStage(holdOut, { train }, { by: 'ratio' })
    await expect(run).rejects.toThrow(/hold synthetic ones/)
    expect(await failure(() => held({ by: 'time', cutoff: '2030-01-01' }))).toBe('E_ML_EMPTY')
    expect(await failure(() => held({ by: 'time' }))).not.toBe('')
  })
})

describe('the stage calibrate', () => {
  it('takes rows that were held out and no others: the engine compares tags before anything runs', () => {
    const { calibration, train } = holdOut.outputs
    expect([calibrate.inputs.calibration.tag, calibration.tag]).toEqual(['calibration', 'calibration'])
    expect([calibrate.inputs.train.tag, train.tag]).toEqual(['train', 'train'])
    const learners = [trainStage.inputs.train, smote.inputs.train]
    expect(learners.map(({ tag }) => tag)).toEqual(['train', 'train'])
    expect([split.outputs.train.tag, split.outputs.test.tag]).not.toContain('calibration')
  })

  it.each(['sigmoid', 'isotonic', 'beta', 'temperature'])('%s makes an overconfident forest honest', async (method) => {
    const { metrics, findings, reliability, model, plain } = await calibrated({ method })
    expect(metrics).toMatchObject({ method, rows: 240, judged: 'cross-fitted', folds: 5, classes: ['loss', 'win'] })
    expect(metrics.logLoss.upper).toBeLessThan(0)
    expect(metrics.after.logLoss - metrics.before.logLoss).toBeCloseTo(metrics.logLoss.mean, 12)
    expect(metrics.after.expectedCalibrationError.value).toBeLessThan(metrics.before.expectedCalibrationError.value)
    expect(findings.headline).toMatch(
      new RegExp(
        `^On 240 rows set aside the log loss with ${method} calibration is 0\\.\\d+, \\d\\.\\d+ below that without`,
      ),
    )
    expect(reliability.title).toMatch(/narrows the gap/)
    expect(model.params).toMatchObject({ learner: 'randomForest', calibration: method, calibrationRows: 240 })
    expect(model.training).toEqual(plain.training)
    // On rows that neither has seen, too.
    const judged = await runStage(evaluate, { models: { calibrated: model }, baselines: { plain }, test: test() })
    expect(judged.metrics.differences[0]?.logLoss.upper).toBeLessThan(0)
    const { features } = await test().matrix({ features: ['x', 'z'] })
    const again = modelFromParts(rereadParts(model.model)) as Classifier
    expect(again.predictProbability(features)).toEqual((model.model as Classifier).predictProbability(features))
  })

  it('judges in-sample, and says so, where a class has one row', async () => {
    const { train, calibration } = await held()
    const few = calibration
      .sql(
        `SELECT * FROM (SELECT * FROM self WHERE truth = 'win') UNION ALL (SELECT * FROM self WHERE truth = 'loss' LIMIT 1)`,
      )
      .withTag('calibration')
    const { metrics, findings } = await runStage(calibrate, { model: await learn(train), train, calibration: few })
    expect(metrics).toMatchObject({ judged: 'in-sample', folds: null })
    expect(findings.headline).toContain('which flatters')
    expect(findings.warnings).toContainEqual(expect.stringContaining('fewer than 2'))
  })

  it('refuses rows that a resampler touched, rows that the model knows, and other training rows', async () => {
    const { train, calibration } = await held()
    const model = await learn(train)
    const run = (given: object, params: object = {}) =>
      runStage(calibrate, { model, train, calibration, ...given } as never, params)
    const synthetic = calibration.sql('SELECT *, false AS synthetic FROM self').withTag('calibration')
    await expect(run({ calibration: synthetic })).rejects.toThrow(/went through a resampler/)
    await expect(run({ calibration: train.withTag('calibration') })).rejects.toThrow(
      /360 of 360 calibration rows are among/,
    )
    const mixed = calibration.sql('SELECT * FROM self UNION ALL (SELECT * FROM train LIMIT 3)', { train })
    await expect(run({ calibration: mixed.withTag('calibration') }, { key: ['id'] })).rejects.toThrow(/^3 of 243/)
    const lookalike = await run({ calibration: mixed.withTag('calibration') })
    expect(lookalike.findings.warnings).toContainEqual(expect.stringMatching(/^3 of 243 rows .* look exactly like/))
    await expect(run({ train: all() })).rejects.toThrow(/fitted on other rows/)
    const none = calibration.sql('SELECT * FROM self LIMIT 0').withTag('calibration')
    expect(await failure(() => run({ calibration: none }))).toBe('E_ML_EMPTY')
    const one = calibration.sql(`SELECT * FROM self WHERE truth = 'win'`).withTag('calibration')
    expect(await failure(() => run({ calibration: one }))).toBe('E_ML_ONE_CLASS')
    const twice: ModelBundle = (await run({})).model
    await expect(run({ model: twice })).rejects.toThrow(/calibrated already/)
  })

  it('lets weights count and refuses negative ones', async () => {
    const { train, calibration } = await held()
    const model = await learn(train)
    const weighted = calibration.sql('SELECT *, id % 3 AS w, id - 400 AS bad FROM self').withTag('calibration')
    const run = (params: object) => runStage(calibrate, { model, train, calibration: weighted }, params)
    expect((await run({ weight: 'w' })).metrics.before).not.toEqual((await run({})).metrics.before)
    expect(await failure(() => run({ weight: 'bad' }))).toBe('E_ML_PARAMETER')
  })
})
