import { expect, it } from 'vitest'
import { BoostingClassifier, type Evaluation, rocAuc } from '../../../src/ml/index.ts'
import { classifierFrom, furthest, labelsOf, matrixOf, pickLabels, pickRows } from '../tables.ts'
import { drawn } from './drawn.ts'

const train = drawn(2000, 7, 2, 11)
const test = drawn(1000, 7, 2, 12)
const quick = { nEstimators: 20, threads: 1 }

/** What the last call of a custom metric saw. */
function spy() {
  const seen: { last?: Float32Array } = {}
  const metric = {
    name: 'spy',
    evaluate({ predictions }: Evaluation) {
      seen.last = predictions.slice()
      return 0
    },
  }
  return { seen, metric }
}

it('learns what there is to learn', async () => {
  const model = await BoostingClassifier.fit(train.features, train.labels, quick)
  const { data } = model.predictProbability(test.features)
  expect(
    rocAuc(
      test.labels.codes,
      data.filter((_, i) => i % 2 === 1),
    ),
  ).toBeGreaterThan(0.83)
  expect([...model.importance()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  const [most] = [...model.importance('weight').keys()].sort((a, b) => model.importance()[b]! - model.importance()[a]!)
  expect([0, 1, 2, 6]).toContain(most)
  expect(model.importance('cover')[0]).toBeGreaterThan(0)
})

it.each([2, 4])(
  'decides by bins as by numbers, for %i classes: margins of a fit are those of a prediction',
  async (k) => {
    const { features, labels } = drawn(1500, 7, k, 3)
    // Neighbours that only doubles can tell apart.
    for (let i = 0; i < 1500; i++) features.data[i] = Math.round(features.data[i]! * 20) / 20 + (i % 3) * 1e-10
    const { seen, metric } = spy()
    const options = { ...quick, evaluationSet: { features, labels }, evaluationMetrics: [metric] }
    const model = await BoostingClassifier.fit(features, labels, options)
    const { data } = model.predictProbability(features)
    const expected = k === 2 ? data.filter((_, i) => i % 2 === 1) : data
    expect([...seen.last!]).toEqual([...expected].map(Math.fround))
  },
)

it('gives classes without rows the probability 0, and parts the others', async () => {
  const labels = { classes: ['none', 'a', 'b', 'nobody'], codes: train.labels.codes.map((code) => code + 1) }
  const model = await BoostingClassifier.fit(train.features, labels, quick)
  const plain = await BoostingClassifier.fit(train.features, train.labels, quick)
  const { data } = model.predictProbability(test.features)
  const expected = plain.predictProbability(test.features).data
  expect(
    furthest(
      data.filter((_, i) => i % 4 === 1 || i % 4 === 2),
      expected,
    ),
  ).toBe(0)
  expect(data.every((p, i) => (i % 4) % 3 !== 0 || p === 0)).toBe(true)
})

it('finds features by name, and reads itself back to the last bit', async () => {
  const model = await BoostingClassifier.fit(train.features, train.labels, { ...quick, categoricalFeatures: ['x6'] })
  const order = [3, 6, 0, 5, 1, 4, 2]
  const { rows } = test.features
  const mixed = {
    ...test.features,
    names: order.map((j) => `x${j}`),
    data: Float64Array.from(order.flatMap((j) => [...test.features.data.subarray(j * rows, (j + 1) * rows)])),
  }
  const expected = model.predictProbability(test.features).data
  expect(furthest(model.predictProbability(mixed).data, expected)).toBe(0)
  expect(furthest(classifierFrom(model).predictProbability(test.features).data, expected)).toBe(0)
  const parts = model.toParts()
  expect(() => BoostingClassifier.fromParts({ ...parts, baseScore: 2 })).toThrow(
    expect.objectContaining({ code: 'E_ML_MODEL_FILE' }),
  )
  expect(() => BoostingClassifier.fromParts({ ...parts, present: [1] })).toThrow(
    expect.objectContaining({ code: 'E_ML_MODEL_FILE' }),
  )
  expect(() => BoostingClassifier.fromParts({ ...parts, featureNames: ['x0'] })).toThrow(
    expect.objectContaining({ code: 'E_ML_MODEL_FILE' }),
  )
})

it('weighs classes as it weighs rows', async () => {
  const sampleWeight = Float64Array.from(train.labels.codes, (code) => (code === 1 ? 3 : 1))
  const digest = async (options: object) => {
    const model = await BoostingClassifier.fit(train.features, train.labels, { ...quick, ...options })
    return [...model.predictProbability(test.features).data]
  }
  const byRows = await digest({ sampleWeight })
  expect(await digest({ classWeight: { b: 3 } })).toEqual(byRows)
  expect(await digest({ scalePosWeight: 3 })).toEqual(byRows)
  expect(await digest({})).not.toEqual(byRows)
})

it('leaves rows of weight 0 out', async () => {
  const kept = Array.from({ length: 1000 }, (_, i) => i)
  const sampleWeight = Float64Array.from({ length: 2000 }, (_, i) => (i < 1000 ? 1 : 0))
  const few = await BoostingClassifier.fit(pickRows(train.features, kept), pickLabels(train.labels, kept), {
    ...quick,
    maxBin: 256,
  })
  const weighed = await BoostingClassifier.fit(train.features, train.labels, { ...quick, sampleWeight })
  const auc = (model: BoostingClassifier) => {
    return rocAuc(
      test.labels.codes,
      model.predictProbability(test.features).data.filter((_, i) => i % 2 === 1),
    )
  }
  // Cuts differ a little: values of weight 0 are values.
  expect(Math.abs(auc(few) - auc(weighed))).toBeLessThan(0.02)
  expect(weighed.ensemble.cover[0]).toBeCloseTo(few.ensemble.cover[0]!, 6)
})

it('stops when the evaluation set says so, keeps the best round, and the history of all', async () => {
  const model = await BoostingClassifier.fit(train.features, train.labels, {
    nEstimators: 200,
    threads: 1,
    evaluationSet: test,
    evaluationMetrics: ['auc', 'error', 'logLoss'],
    earlyStoppingRounds: 5,
  })
  const history = model.evaluationHistory.logLoss!
  const best = history.indexOf(Math.min(...history))
  expect(model.bestIteration).toBe(best)
  expect(history.length).toBe(best + 6)
  expect(model.ensemble.roots.length - 1).toBe(best + 1)
  expect(Object.keys(model.evaluationHistory)).toEqual(['auc', 'error', 'logLoss'])
  const { data } = model.predictProbability(test.features)
  const loss = test.labels.codes.reduce((sum, code, i) => sum - Math.log(data[2 * i + code]!) / 1000, 0)
  expect(history[best]).toBeCloseTo(loss, 6)
  const auc = rocAuc(
    test.labels.codes,
    data.filter((_, i) => i % 2 === 1),
  )
  expect(model.evaluationHistory.auc![best]).toBeCloseTo(auc, 6)
  const wrong = model.predict(test.features).codes.filter((code, i) => code !== test.labels.codes[i]).length
  expect(model.evaluationHistory.error![best]).toBeCloseTo(wrong / 1000, 6)
})

it('follows a metric of your own, upwards too', async () => {
  let round = 0
  const rising = { name: 'rising', maximize: true, evaluate: () => Math.min(round++, 7) }
  const model = await BoostingClassifier.fit(train.features, train.labels, {
    nEstimators: 100,
    threads: 2,
    evaluationSet: test,
    evaluationMetrics: [rising],
    earlyStoppingRounds: 3,
  })
  expect(model.bestIteration).toBe(7)
  expect([...model.evaluationHistory.rising!]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7])
})

it.each([2, 3])('continues a model as if it had never stopped, for %i classes', async (k) => {
  const { features, labels } = drawn(1500, 7, k, 21)
  const categoricalFeatures = ['x6']
  const first = await BoostingClassifier.fit(features, labels, { ...quick, nEstimators: 5, categoricalFeatures })
  const options = { ...quick, nEstimators: 7, categoricalFeatures }
  const more = await BoostingClassifier.fit(features, labels, { ...options, initModel: first })
  const whole = await BoostingClassifier.fit(features, labels, { ...options, nEstimators: 12 })
  expect(more.ensemble.roots).toEqual(whole.ensemble.roots)
  expect(more.predictProbability(features)).toEqual(whole.predictProbability(features))
})

it('says how far it is, and can be cancelled', async () => {
  const cancel = new AbortController()
  const heard: number[] = []
  const fit = BoostingClassifier.fit(train.features, train.labels, {
    ...quick,
    nEstimators: 10_000,
    signal: cancel.signal,
    progress(done, total) {
      heard.push(done)
      expect(total).toBe(10_000)
      if (done === 3) cancel.abort(new Error('enough'))
    },
  })
  await expect(fit).rejects.toThrow('enough')
  expect(heard.slice(0, 3)).toEqual([1, 2, 3])
})

it('parts two rows of one feature', async () => {
  const model = await BoostingClassifier.fit(matrixOf([1, 2], 1), labelsOf(['a', 'b']), {
    nEstimators: 50,
    minChildWeight: 0,
    threads: 1,
  })
  expect([...model.predict(matrixOf([0.5, 1.4, 1.6, 9], 1)).codes]).toEqual([0, 0, 1, 1])
})
