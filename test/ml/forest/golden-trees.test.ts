import { describe, expect, it } from 'vitest'
import { nextUp } from '../../../src/ml/forest/next-up.ts'
import { RandomForest, RandomForestRegressor, type TreeEnsemble } from '../../../src/ml/index.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { furthest, golden, labelsOf, matrixOf } from '../tables.ts'

interface TreeCase {
  columns: number
  options: Record<string, never>
  sampleWeight: number[] | null
  classes: string[] | null
  features: number[]
  targets: string[] | number[]
  feature: number[]
  threshold: number[]
  cover: number[]
  predictions: number[]
  importance: number[]
}

/** Nodes of the first tree, each before its left and then its right branch. */
function preorder({ feature, left }: TreeEnsemble, node = 0): number[] {
  if (feature[node]! < 0) return [node]
  return [
    node,
    ...preorder({ feature, left } as TreeEnsemble, left[node]!),
    ...preorder({ feature, left } as TreeEnsemble, left[node]! + 1),
  ]
}

function grow(given: TreeCase) {
  const features = matrixOf(given.features, given.columns)
  const options = {
    ...given.options,
    ...(given.sampleWeight === null ? {} : { sampleWeight: Float64Array.from(given.sampleWeight) }),
    seed: 1,
    nEstimators: 1,
    bootstrap: false,
    maxFeatures: null,
  }
  return given.classes === null
    ? RandomForestRegressor.fit(features, Float64Array.from(given.targets as number[]), options)
    : RandomForest.fit(features, labelsOf(given.targets as string[], given.classes), options)
}

const tree = goldenGroup({
  group: 'learners: splits and predictions of trees',
  source: 'scikit-learn 1.2.1, make-forest.py',
  tolerance: 1e-12,
})
const importances = goldenGroup({
  group: 'learners: importances of trees',
  source: 'scikit-learn 1.2.1, make-forest.py',
  tolerance: 1e-8,
  reason: 'it takes differences of squares of targets about 1,000, ours are less their mean',
})

describe('a forest of one tree', () => {
  it.each(golden<{ cases: TreeCase[] }>('forest').cases)('is the tree of scikit-learn, case %#', async (given) => {
    const forest = await grow(given)
    const order = preorder(forest.ensemble)
    const { feature, threshold, cover } = forest.ensemble
    expect(order.map((node) => feature[node])).toEqual(given.feature)
    tree.agree(
      order.map((node) => feature[node]!),
      given.feature,
    )
    const expected = given.threshold.map((t, i) => (given.feature[i]! < 0 ? 0 : nextUp(t)))
    expect(order.map((node) => threshold[node])).toEqual(expected)
    expect(
      furthest(
        order.map((node) => cover[node]!),
        given.cover,
      ),
    ).toBeLessThan(1e-10)
    const features = matrixOf(given.features, given.columns)
    const predicted =
      forest.task === 'classification' ? forest.predictProbability(features).data : forest.predict(features)
    const scale = given.predictions.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
    tree.agree(
      predicted.map((value) => value / scale),
      given.predictions.map((value) => value / scale),
    )
    // Targets about 1,000: scikit-learn takes differences of squares, ours are less their mean.
    importances.agree(forest.importance(), given.importance)
    if (scale <= 100) expect(furthest(forest.importance(), given.importance)).toBeLessThan(1e-12)
  })
})
