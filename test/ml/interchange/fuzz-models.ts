import { createRandom } from '../../../src/base/random.ts'
import {
  BoostingClassifier,
  BoostingRegressor,
  CalibratedClassifier,
  CategoryEncoder,
  ClassFrequency,
  ConstantValue,
  decodeModel,
  ExtraTrees,
  encodeModel,
  fitPreparations,
  GroupFrequency,
  GroupMean,
  Imputer,
  LinearRegression,
  LogisticRegression,
  type Model,
  type ModelParts,
  modelFromParts,
  preparedModel,
  RandomForest,
  RandomForestRegressor,
  Scaler,
  SeriesBaseline,
  StackingClassifier,
  TargetEncoder,
  VotingClassifier,
  VotingRegressor,
} from '../../../src/ml/index.ts'
import { readXgboostModel } from '../../../src/ml/interchange/read-xgboost-model.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { sumLeavesPlainly } from '../../../src/ml/trees/sum-leaves-plainly.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { golden, labelsOf, matrixOf } from '../tables.ts'
import { damageBytes, damageDocument } from './damage.ts'
import type { XgboostCase } from './xgboost-case.ts'

/** How the files of one kind are damaged and read. */
interface Target {
  readonly name: string
  /** The file with the damage of a seed, read; throws as the reader does. */
  read(seed: number): Model
}

/** What became of one file. */
export type Outcome =
  | { readonly kind: 'refused' | 'predicts'; readonly ms: number }
  | {
      readonly kind: 'failed'
      readonly ms: number
      readonly name: string
      readonly seed: number
      readonly error: unknown
    }

/** Files of all learners in the container, and XGBoost's. Small, so that much of them is structure. */
export async function fuzzTargets(): Promise<Target[]> {
  const random = createRandom(1)
  const features = matrixOf(
    Array.from({ length: 60 * 3 }, () => random.next()),
    3,
    ['a', 'b', 'c'],
  )
  const values = Float64Array.from({ length: 60 }, (_, i) => features.data[i]! + features.data[60 + i]!)
  const three = labelsOf(Array.from(values, (value) => (value < 0.7 ? 'low' : value < 1.2 ? 'middle' : 'high')))
  const two = labelsOf(Array.from(values, (value) => (value < 1 ? 'no' : 'yes')))
  const rounds = { nEstimators: 3, maxDepth: 3 }
  const numbered = { ...features, data: features.data.map((value, i) => (i < 60 ? i - 60 : value)) }
  const rows = Array.from({ length: 60 }, (_, i) => i)
  const folds = [0, 1].map((f) => ({ train: rows.filter((i) => i % 2 !== f), test: rows.filter((i) => i % 2 === f) }))
  const coded = { ...features, data: features.data.map((value, i) => (i < 120 ? Math.floor(2 * value) : value)) }
  const categories = { a: ['x', 'y'], b: ['x', 'y'] }
  const { preparations, features: prepared } = fitPreparations(
    [
      CategoryEncoder.step({ encoding: 'oneHot', categories: { a: ['x', 'y'] } }),
      TargetEncoder.step({ categories: { b: ['x', 'y'] } }, () => folds),
      Imputer.step({ addIndicator: true }),
      Scaler.step({ scaling: 'robust', columns: ['c'] }),
    ],
    { features: coded, target: three },
  )
  const models: Model[] = [
    await BoostingClassifier.fit(features, two, rounds),
    await BoostingClassifier.fit(features, three, { ...rounds, categoricalFeatures: [] }),
    await BoostingRegressor.fit(features, values, rounds),
    await LogisticRegression.fit(features, three),
    await LinearRegression.fit(features, values),
    ClassFrequency.fit(features, two),
    GroupFrequency.fit(features, two, { group: 'a' }),
    await GroupMean.fit(features, values, { group: 'b' }),
    await ConstantValue.fit(features, values, { strategy: 'median' }),
    await SeriesBaseline.fit(numbered, values, { strategy: 'seasonalNaive', time: 'a', period: 3 }),
    preparedModel(preparations, await LogisticRegression.fit(prepared, three), features.names, categories),
    await VotingRegressor.fit(features, values, {
      estimators: [
        { name: 'line', fit: (x, y) => LinearRegression.fit(x, y) },
        { name: 'mean', fit: (x, y) => ConstantValue.fit(x, y) },
      ],
    }),
    await StackingClassifier.fit(features, two, {
      estimators: [{ name: 'share', fit: async (x, y) => ClassFrequency.fit(x, y) }],
      finalEstimator: { name: 'last', fit: (x, y) => LogisticRegression.fit(x, y) },
      passthrough: true,
      folds,
    }),
    await RandomForest.fit(features, three, { seed: 1, nEstimators: 3, maxDepth: 3 }),
    await ExtraTrees.fit(features, two, { seed: 1, nEstimators: 2 }),
    await RandomForestRegressor.fit(features, values, { seed: 1, nEstimators: 3, maxDepth: 3 }),
    await ConstantValue.fit(features, values),
    CalibratedClassifier.fit(await BoostingClassifier.fit(features, two, rounds), features, two),
    preparedModel([Imputer.fit(features)], await LogisticRegression.fit(features, two), features.names),
    await VotingClassifier.fit(features, two, {
      voting: 'soft',
      estimators: [{ name: 'a', fit: () => LogisticRegression.fit(features, two) }],
    }),
    ...golden<XgboostCase[]>('xgboost').map(({ model }) => readXgboostModel(model)),
  ]
  const containers = models.flatMap((model): Target[] => {
    const parts = model.toParts()
    const bytes = encodeModel(parts)
    return [
      {
        name: `${model.learner}, bytes`,
        read: (seed) => modelFromParts(decodeModel(damageBytes(bytes, createRandom(seed)))),
      },
      {
        name: `${model.learner}, fields`,
        read: (seed) => modelFromParts(reread(damageDocument(parts, createRandom(seed)))),
      },
    ]
  })
  const files = golden<XgboostCase[]>('xgboost').flatMap(({ name, model }): Target[] => {
    const bytes = new TextEncoder().encode(model)
    const document = JSON.parse(model.replaceAll('NaN', 'null')) as unknown
    return [
      { name: `XGBoost ${name}, bytes`, read: (seed) => readXgboostModel(damageBytes(bytes, createRandom(seed))) },
      {
        name: `XGBoost ${name}, fields`,
        read: (seed) => readXgboostModel(damageDocument(document, createRandom(seed)) as object),
      },
    ]
  })
  return [...containers, ...files]
}

/** Through the file, where what is damaged can be written at all. */
function reread(parts: unknown): unknown {
  let bytes: Uint8Array
  try {
    bytes = encodeModel(parts)
  } catch {
    return parts as ModelParts
  }
  return decodeModel(bytes)
}

/** Reads one damaged file: it is refused with a code of ours, or predicts, in kernels as by the plain definition. */
export function fuzzOnce(target: Target, seed: number): Outcome {
  const start = performance.now()
  try {
    const kind = predicts(target.read(seed)) ? 'predicts' : 'refused'
    return { kind, ms: performance.now() - start }
  } catch (error) {
    const ms = performance.now() - start
    if (/^E_/.test((error as { code?: string }).code ?? '')) return { kind: 'refused', ms }
    return { kind: 'failed', ms, name: target.name, seed, error }
  }
}

function predicts(model: Model): boolean {
  const names = model.featureNames
  const rows = 4
  const random = createRandom(names.length)
  for (const missing of [false, true]) {
    const data = Float64Array.from({ length: rows * names.length }, () =>
      missing && random.integer(3) === 0 ? Number.NaN : random.next() * 6 - 2,
    )
    const features = { rows, columns: names.length, names, data }
    try {
      const numbers = model.task === 'regression' ? model.predict(features) : model.predictProbability(features).data
      if (numbers.length % rows !== 0) throw new Error(`${numbers.length} numbers for ${rows} rows`)
      if (model.task === 'classification') model.predict(features)
    } catch (error) {
      // Some learners take no missing values, and say so.
      if (!missing || !/^E_ML_/.test((error as { code?: string }).code ?? '')) throw error
    }
    const { ensemble } = model as { ensemble?: TreeEnsemble }
    if (ensemble !== undefined) comparePlainly(ensemble, data, rows)
  }
  return true
}

function comparePlainly(ensemble: TreeEnsemble, data: Float64Array, rows: number): void {
  const columns = Array.from({ length: data.length / rows }, (_, j) => data.subarray(j * rows, (j + 1) * rows))
  const groups = (ensemble.treeGroup ?? new Int32Array(0)).reduce((most, group) => Math.max(most, group + 1), 1)
  const base = new Float64Array(Math.max(groups, ensemble.outputs))
  const sums = Buffer.from(sumLeaves(ensemble, columns, rows, base).buffer)
  const plain = Buffer.from(sumLeavesPlainly(ensemble, columns, rows, base).buffer)
  if (!sums.equals(plain)) throw new Error('kernel and plain definition differ')
}
