import { beforeAll, describe, expect, it } from 'vitest'
import type { Matrix } from '../../../src/base/matrix.ts'
import { createRandom } from '../../../src/base/random.ts'
import {
  BoostingClassifier,
  BoostingRegressor,
  LinearRegression,
  LogisticRegression,
  type Model,
  mostProbable,
} from '../../../src/ml/index.ts'
import type { ExportableTrees } from '../../../src/ml/interchange/exportable-trees.ts'
import { readXgboostModel } from '../../../src/ml/interchange/read-xgboost-model.ts'
import { writeOnnx } from '../../../src/ml/interchange/write-onnx.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { codeOf, furthest, golden } from '../tables.ts'
import { randomColumns, randomEnsemble } from '../trees/random-ensemble.ts'
import { openOnnxRuntime } from './onnx-runtime.ts'
import type { XgboostCase } from './xgboost-case.ts'

const runtime = await openOnnxRuntime()
const cases = golden<XgboostCase[]>('xgboost')
const rows = 400
const columns = randomColumns(2, rows, 6).map((column) => Float32Array.from(column))

/** What a model is to give: a number a row, or probabilities and classes. */
interface Expected {
  readonly values: Float64Array | Float32Array
  readonly labels?: string[]
}

async function run(bytes: Uint8Array, features: Matrix): Promise<Expected> {
  const { InferenceSession, Tensor } = runtime!
  const session = await InferenceSession.create(bytes)
  const data = Float32Array.from(
    { length: features.rows * features.columns },
    (_, i) => features.data[(i % features.columns) * features.rows + Math.floor(i / features.columns)]!,
  )
  const found = await session.run({ features: new Tensor('float32', data, [features.rows, features.columns]) })
  const { value, label, probabilities } = found
  return value === undefined
    ? { values: probabilities!.data, labels: [...label!.data] as unknown as string[] }
    : { values: value.data }
}

function predicted(model: Model, features: Matrix): Expected {
  if (model.task === 'regression') return { values: model.predict(features) }
  const probabilities = model.predictProbability(features)
  return { values: probabilities.data, labels: labelsOf(probabilities) }
}

function labelsOf(probabilities: Parameters<typeof mostProbable>[0]): string[] {
  const { classes, codes } = mostProbable(probabilities)
  return Array.from(codes, (code) => classes[code]!)
}

function matrixOfColumns(from: readonly Float32Array[], names: readonly string[]): Matrix {
  const count = from[0]!.length
  const data = Float32Array.from({ length: count * from.length }, (_, i) => from[Math.floor(i / count)]![i % count]!)
  return { rows: count, columns: from.length, names, data }
}

/** Labels may differ where two classes are as probable but for rounding. */
function expectClose(found: Expected, expected: Expected, most: number) {
  expect(furthest(found.values, expected.values)).toBeLessThanOrEqual(most)
  if (expected.labels === undefined) return
  const width = expected.values.length / expected.labels.length
  for (const [i, label] of expected.labels.entries()) {
    const row = Array.from({ length: width }, (_, k) => expected.values[i * width + k]!).sort((a, b) => b - a)
    if (row[0]! - row[1]! > 1e-5) expect(found.labels![i]).toBe(label)
  }
}

const names = columns.map((_, j) => `x${j}`)
const random = createRandom(3)
const filled = matrixOfColumns(
  columns.map((column) => column.map(() => random.next() * 4 - 2)),
  names,
)
const target = Float64Array.from(
  { length: rows },
  (_, i) => filled.data[i]! * 3 - filled.data[rows + i]! + random.next(),
)
const classes = {
  classes: ['low', 'middle', 'high'],
  codes: Int32Array.from(target, (y) => (y < -2 ? 0 : y < 2 ? 1 : 2)),
}
const binary = { classes: ['no', 'yes'], codes: classes.codes.map((code) => Math.min(code, 1)) }
const absent = { classes: ['low', 'none', 'high'], codes: classes.codes.map((code) => (code === 0 ? 0 : 2)) }

describe.skipIf(runtime === undefined)(
  'ONNX Runtime (skipped where onnxruntime-web is not installed) predicts alike',
  () => {
    it.each(cases.filter(({ name }) => name !== 'categories, sets'))('a model of XGBoost: $name', async (example) => {
      const model = readXgboostModel(example.model)
      const values = example.rows.map((value) => (value === null || value < 0 ? Number.NaN : Math.fround(value)))
      const numeric = example.name.startsWith('categories') ? values : example.rows.map((value) => value ?? Number.NaN)
      const count = numeric.length / example.columns
      const data = Float32Array.from(numeric, (_, i) => numeric[(i % count) * example.columns + Math.floor(i / count)]!)
      const features = { rows: count, columns: example.columns, names: model.featureNames, data }
      expectClose(
        await run(writeOnnx(model), features),
        predicted(model, features),
        2e-6 * (model.task === 'regression' ? 5 : 0.5),
      )
    })

    it.each([
      ['3 classes', 3, 60],
      ['2 classes', 2, 100],
      ['many trees of 3 classes', 3, 450],
      ['a number', 1, 120],
    ])('a forest of %s', async (_, outputs, trees) => {
      const ensemble = randomEnsemble({ seed: outputs + trees, trees, splits: 60, features: 6, outputs })
      for (let leaf = 0; leaf < ensemble.values.length; leaf += outputs) {
        const row = ensemble.values.subarray(leaf, leaf + outputs)
        const sum = row.reduce((a, b) => a + Math.abs(b), 0)
        row.set(row.map((value) => Math.abs(value) / (outputs > 1 ? sum : 1)))
      }
      const own = outputs === 1 ? {} : { classes: Array.from({ length: outputs }, (_, k) => `class ${k}`) }
      const model: ExportableTrees = { ensemble, featureNames: names, ...own }
      const data = sumLeaves(ensemble, columns, rows, new Float64Array(outputs)).map((sum) => sum / trees)
      const expected =
        own.classes === undefined
          ? { values: data }
          : { values: data, labels: labelsOf({ rows, classes: own.classes, data }) }
      expectClose(await run(writeOnnx(model), matrixOfColumns(columns, names)), expected, 1e-6)
    })

    it.each<[string, () => Promise<Model> | Model, number]>([
      [
        'boosting of two classes',
        () => BoostingClassifier.fit(filled, binary, { nEstimators: 40, baseScore: 0.3 }),
        1e-6,
      ],
      ['boosting of three classes', () => BoostingClassifier.fit(filled, classes, { nEstimators: 50 }), 1e-6],
      ['boosting of a number', () => BoostingRegressor.fit(filled, target, { nEstimators: 120 }), 1e-5],
      ['boosting of a class without rows', () => BoostingClassifier.fit(filled, absent, { nEstimators: 3 }), 1e-6],
      ['logistic regression', () => LogisticRegression.fit(filled, classes), 1e-6],
      ['logistic regression of two classes', () => LogisticRegression.fit(filled, binary), 1e-6],
      ['logistic regression of a class without rows', () => LogisticRegression.fit(filled, absent), 1e-6],
      ['linear regression', () => LinearRegression.fit(filled, target), 1e-5],
    ])('%s', async (name, learn, most) => {
      const model = await learn()
      const expected = predicted(model, filled)
      // Boosting has no sums for a class that had no rows, and so has the file.
      const values =
        name === 'boosting of a class without rows' ? expected.values.filter((_, i) => i % 3 !== 1) : expected.values
      expectClose(await run(writeOnnx(model), filled), { ...expected, values }, most)
    })
  },
)

describe('an ONNX file', () => {
  let bytes: Uint8Array
  beforeAll(() => {
    bytes = writeOnnx(readXgboostModel(cases[2]!.model, { classes: ['lost', 'won'] }))
  })

  it('names features and classes, operators and their versions', () => {
    const text = Buffer.from(bytes).toString('latin1')
    for (const part of [
      'ai.onnx.ml',
      'TreeEnsembleClassifier',
      'BRANCH_LT',
      'featureNames',
      '["lost","won"]',
      'SOFTMAX',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('is the same for the same model', () => {
    const again = writeOnnx(readXgboostModel(cases[2]!.model, { classes: ['lost', 'won'] }))
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true)
  })

  it('cannot hold sets of categories', () => {
    const sets = cases.find(({ name }) => name === 'categories, sets')!
    expect(codeOf(() => writeOnnx(readXgboostModel(sets.model)))).toBe('E_ML_PARAMETER')
  })
})
