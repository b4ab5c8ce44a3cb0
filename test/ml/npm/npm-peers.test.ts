import { describe, expect, it } from 'vitest'
import {
  MlRandomForest,
  MlRandomForestRegressor,
  MlXgboost,
  MlXgboostRegressor,
  modelFromParts,
  readXgboostModel,
} from '../../../src/ml/index.ts'
import { convertMlForest } from '../../../src/ml/npm/convert-ml-forest.ts'
import { readXgboostBinary } from '../../../src/ml/npm/read-xgboost-binary.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { codeOf, furthest, golden, labelsOf, matrixOf, rereadParts } from '../tables.ts'

interface Peers {
  features: number[][]
  boosted: { objective: string; target: number[]; bytes: string; predicted: (number | number[])[] }[]
  forests: { target: number[]; json: unknown; predicted: number[][] }[]
}

const peer = goldenGroup({
  group: 'learners: boosted trees of ml-xgboost, read',
  source: 'ml-xgboost 1.1.2, make-npm-peers.mjs',
  tolerance: 1e-5,
  reason: 'it predicts in float32',
})

const { features: rows, boosted, forests } = golden<Peers>('npm-peers')
const features = matrixOf(rows.flat(), 4, ['a', 'b', 'c', 'd'])
const columns = [0, 1, 2, 3].map((j) => features.data.subarray(j * 80, (j + 1) * 80))
const [, two, numbers] = boosted.map(({ target }) => target)
const labels = labelsOf(two!.map((code) => (code === 1 ? 'won' : 'lost')))
const isInstalled = async (name: string) =>
  import(/* @vite-ignore */ name).then(
    () => true,
    () => false,
  )
const hasForest = await isInstalled('ml-random-forest')
// Vitest cannot import it where it is installed: its one export is a promise. Node can.
const hasXgboost = await isInstalled('ml-xgboost')

describe('what the packages have fitted, read here', () => {
  it.each(boosted)('ml-xgboost predicts as it does itself: $objective', ({ bytes, predicted, objective }) => {
    const model = readXgboostModel(readXgboostBinary(Buffer.from(bytes, 'base64')), { featureNames: features.names })
    const numbersOf = model.task === 'regression' ? model.predict(features) : model.predictProbability(features).data
    const own = objective === 'binary:logistic' ? numbersOf.filter((_, i) => i % 2 === 1) : numbersOf
    peer.agree(own, predicted.flat())
  })

  it('ml-random-forest votes as it does itself, and probabilities are shares of all votes', () => {
    const { json, predicted } = forests[0]!
    const votes = sumLeaves(convertMlForest(json, 3, true), columns, 80, new Float64Array(3))
    for (let i = 0; i < 80; i++) {
      const counted = [0, 1, 2].map((k) => predicted[i]!.filter((vote) => vote === k).length)
      expect(Array.from(votes.subarray(3 * i, 3 * i + 3))).toEqual(counted)
    }
  })

  it('ml-random-forest predicts numbers as it does itself', () => {
    const { json, predicted } = forests[1]!
    const sums = sumLeaves(convertMlForest(json, 1, false), columns, 80, new Float64Array(1))
    const own = predicted.map((values) => values.reduce((sum, value) => sum + value, 0))
    expect(furthest(sums, own)).toBeLessThan(1e-9)
  })

  it('refuses bytes that end too early, or are no model', () => {
    const bytes = Buffer.from(boosted[0]!.bytes, 'base64')
    for (const end of [0, 10, 140, 200, 500, bytes.length - 5]) {
      expect(codeOf(() => readXgboostModel(readXgboostBinary(bytes.subarray(0, end))))).toBe('E_ML_MODEL_FILE')
    }
  })
})

describe('what breaks the packages is refused before they are loaded', () => {
  const tooMany = { rows: 50_001, columns: 1, names: ['a'], data: new Float64Array(50_001) }
  const zeros = new Float64Array(50_001)
  const options = { seed: 1, nEstimators: 2 }
  const sampleWeight = new Float64Array(80).fill(1)
  const holed = { ...features, data: features.data.with(3, Number.NaN) }
  const minus = { ...features, data: features.data.with(3, -1) }
  const target = Float64Array.from(numbers!)
  it.each([
    ['rows', () => MlXgboostRegressor.fit(tooMany, zeros), 'E_ML_PARAMETER'],
    ['rows', () => MlRandomForestRegressor.fit(tooMany, zeros, options), 'E_ML_PARAMETER'],
    ['weights', () => MlXgboost.fit(features, labels, { sampleWeight }), 'E_ML_PARAMETER'],
    ['weights', () => MlRandomForest.fit(features, labels, { ...options, sampleWeight }), 'E_ML_PARAMETER'],
    ['NaN', () => MlXgboost.fit(holed, labels), 'E_ML_NOT_FINITE'],
    ['NaN', () => MlRandomForest.fit(holed, labels, options), 'E_ML_NOT_FINITE'],
    ['a feature of -1', () => MlXgboostRegressor.fit(minus, target), 'E_ML_PARAMETER'],
    ['one class', () => MlXgboost.fit(features, { ...labels, codes: new Int32Array(80) }), 'E_ML_ONE_CLASS'],
    ['a target that is missing', () => MlXgboostRegressor.fit(features, target.with(0, Number.NaN)), 'E_ML_NOT_FINITE'],
  ] as const)('%s', async (_, run, code) => {
    await expect(run()).rejects.toMatchObject({ code })
  })
})

it.skipIf(hasForest)('says how to install ml-random-forest', async () => {
  const fitting = MlRandomForest.fit(features, labels, { seed: 1 })
  await expect(fitting).rejects.toMatchObject({ code: 'E_ML_PEER', hint: expect.stringContaining('npm install') })
})

it.skipIf(hasXgboost)('says how to install ml-xgboost', async () => {
  const fitting = MlXgboost.fit(features, labels)
  await expect(fitting).rejects.toMatchObject({ code: 'E_ML_PEER', hint: expect.stringContaining('npm install') })
})

it.runIf(hasForest)('fits ml-random-forest through the contract', async () => {
  const model = await MlRandomForest.fit(features, labels, { seed: 3, nEstimators: 7 })
  const { data } = model.predictProbability(features)
  for (let i = 0; i < 80; i++) expect(data[2 * i]! + data[2 * i + 1]!).toBeCloseTo(1, 12)
  expect(await MlRandomForest.fit(features, labels, { seed: 3, nEstimators: 7 })).toEqual(model)
  expect(modelFromParts(rereadParts(model))).toEqual(model)
  const values = Float64Array.from(numbers!)
  const regressor = await MlRandomForestRegressor.fit(features, values, { seed: 3, nEstimators: 7 })
  expect(modelFromParts(rereadParts(regressor))).toEqual(regressor)
  expect(furthest(regressor.predict(features), values)).toBeLessThan(8)
})
