import { describe, expect, it } from 'vitest'
import type { BoostingOptions } from '../../../src/ml/boosting/boosting-options.ts'
import { BoostingClassifier, BoostingRegressor } from '../../../src/ml/index.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { goldenGroup } from '../../golden/golden-group.ts'
import { furthest, golden, labelsOf, matrixOf } from '../tables.ts'

interface XgboostTree {
  readonly left_children: number[]
  readonly right_children: number[]
  readonly split_indices: number[]
  readonly split_conditions: number[]
  readonly base_weights: number[]
  readonly loss_changes: number[]
  readonly sum_hessian: number[]
  readonly default_left: number[]
}
interface Golden {
  readonly x: number[][]
  readonly holes: (number | null)[][]
  readonly weights: number[]
  readonly cases: {
    readonly name: string
    readonly features: 'x' | 'holes'
    readonly target: number[]
    readonly weights: boolean
    readonly categorical: number[]
    readonly trees: XgboostTree[]
    readonly margins: number[]
  }[]
}

const xgboost = goldenGroup({
  group: 'learners: covers, gains and leaves of boosted trees',
  source: 'xgboost 1.7.4, make-boosting.py',
  tolerance: 1e-4,
  reason: 'xgboost adds gradients as float32',
})

const { cases, weights, ...tables } = golden<Golden>('boosting')
const columns = (table: 'x' | 'holes') =>
  matrixOf(
    tables[table].flatMap((row) => row.map((value) => value ?? Number.NaN)),
    4,
  )

const optionsOf: Readonly<Record<string, BoostingOptions & { scalePosWeight?: number }>> = {
  'lambda, alpha and gamma': { lambda: 3, alpha: 4, gamma: 30 },
  minChildWeight: { minChildWeight: 17, maxDepth: 4 },
  maxDeltaStep: { maxDeltaStep: 0.5, maxDepth: 3 },
  'monotone constraints': { monotoneConstraints: { x1: 1, x2: 1, x3: -1 } },
  'interaction constraints': {
    interactionConstraints: [
      ['x0', 'x1'],
      ['x1', 'x2', 'x3'],
    ],
  },
  lossguide: { growPolicy: 'lossguide', maxLeaves: 7, maxDepth: 0 },
  'lossguide without a limit but depth': { growPolicy: 'lossguide', maxDepth: 4 },
  maxLeaves: { maxLeaves: 5 },
  'eta and maxDepth': { eta: 0.05, maxDepth: 2 },
  scalePosWeight: { scalePosWeight: 3 },
  softprob: { maxDepth: 3 },
  poisson: { maxDepth: 3 },
  'categories parted': { maxCatToOnehot: 1, maxDepth: 3 },
  'categories one against all': { maxCatToOnehot: 50, maxDepth: 3 },
  maxCatThreshold: { maxCatToOnehot: 1, maxCatThreshold: 2, maxDepth: 3 },
}

function grow(test: Golden['cases'][number]): Promise<BoostingClassifier | BoostingRegressor> {
  const options = {
    ...optionsOf[test.name],
    nEstimators: 4,
    threads: 1,
    categoricalFeatures: test.categorical.map((j) => `x${j}`),
    sampleWeight: test.weights ? Float64Array.from(weights) : undefined,
  }
  const features = columns(test.features)
  if (['logistic', 'scalePosWeight', 'softprob'].includes(test.name)) {
    return BoostingClassifier.fit(features, labelsOf(test.target.map(String)), options)
  }
  const objective = test.name === 'poisson' ? 'poisson' : 'squaredError'
  return BoostingRegressor.fit(features, Float64Array.from(test.target), { ...options, objective })
}

/** The nodes of a tree, each as one line of text, a parent before its children. */
function nodesOf(ensemble: TreeEnsemble, tree: number): readonly number[][] {
  const { feature, left, cover, gain, values, threshold, missingLeft } = ensemble
  const walk = (node: number): number[][] => {
    const j = feature[node]!
    if (j < 0) return [[-1, cover[node]!, values[left[node]!]!]]
    const own = [j, cover[node]!, gain![node]!, threshold[node]!, missingLeft[node]!]
    return [own, ...walk(left[node]!), ...walk(left[node]! + 1)]
  }
  return walk(ensemble.roots[tree]!)
}

function xgboostNodes(tree: XgboostTree): readonly number[][] {
  const walk = (node: number): number[][] => {
    const cover = tree.sum_hessian[node]!
    const left = tree.left_children[node]!
    if (left < 0) return [[-1, cover, tree.split_conditions[node]!]]
    const own = [
      tree.split_indices[node]!,
      cover,
      tree.loss_changes[node]!,
      tree.split_conditions[node]!,
      tree.default_left[node]!,
    ]
    return [own, ...walk(left), ...walk(tree.right_children[node]!)]
  }
  return walk(0)
}

describe.each(cases)("xgboost's trees come out: $name", (test) => {
  it('with its splits, gains, covers and leaf values', async () => {
    const model = await grow(test)
    expect(model.ensemble.roots.length - 1).toBe(test.trees.length)
    for (const [t, tree] of test.trees.entries()) {
      const ours = nodesOf(model.ensemble, t)
      const theirs = xgboostNodes(tree)
      expect(ours.map(([j]) => j)).toEqual(theirs.map(([j]) => j))
      for (const [i, own] of ours.entries()) {
        const other = theirs[i]!
        xgboost.agree([own[1]!, own[2]!], [other[1]!, other[2]!])
        if (own[0] === -1 || test.categorical.includes(own[0]!)) continue
        expect(own[4]).toBe(other[4])
        // Values are whole numbers up to 11: xgboost cuts at the upper one of two, we in their middle. Where all of them
        // go left, and missing ones right, the cut is above all.
        if (other[3]! > 11) expect(own[3]!).toBeGreaterThan(11)
        else if (other[3]! < 0) expect(own[3]!).toBeLessThan(0)
        else expect(Math.ceil(own[3]!)).toBeLessThanOrEqual(other[3]!)
      }
    }
  })

  it('with its margins', async () => {
    const model = await grow(test)
    const features = columns(test.features)
    const all = features.names.map((_, j) => features.data.subarray(j * features.rows, (j + 1) * features.rows))
    const margins = sumLeaves(model.ensemble, all, features.rows, model.baseMargin)
    expect(furthest(margins, test.margins)).toBeLessThan(1e-4)
  })
})
