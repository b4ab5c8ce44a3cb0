import type { Model } from '../model.ts'
import type { Params } from '../tune/space/space.ts'

/** A learner with parameters, before it has a number and a seed. */
export interface Recipe {
  readonly learner: string
  readonly params: Params
}

/** What recipes depend on. */
export interface AutoShape {
  readonly task: Model['task']
  readonly rows: number
  /** Standard deviation of a target of numbers; 0 for classes. */
  readonly spread: number
}

/** The baseline that knows nothing but the target. */
export function naiveRecipe({ task }: AutoShape): Recipe {
  return { learner: task === 'classification' ? 'classFrequency' : 'mean', params: {} }
}

/**
 * What is tried before anything is searched, the most promising and the most different first, so that a small budget has one of
 * each kind: a weighted sum, boosting, a forest, extra trees, then further ones of each. Penalties of linear learners are for
 * features of deviation 1, and grow with what they are compared with: the rows (ridge), the target (lasso).
 *
 * Source of the idea: Feurer et al., "Auto-sklearn 2.0" (2022), and Erickson et al., "AutoGluon-Tabular" (2020): a fixed list
 * does most of what a search does. The values are ours.
 */
export function portfolio({ task, rows, spread }: AutoShape): readonly Recipe[] {
  const trees = (own: Params): Params => ({ nEstimators: 200, ...own })
  const boosting = (own: Params): Recipe => ({ learner: 'boosting', params: { subsample: 0.8, ...own } })
  const light = boosting({ nEstimators: 150, eta: 0.08, maxDepth: 3, colsampleByTree: 0.8 })
  const stumps = boosting({ nEstimators: 250, eta: 0.08, maxDepth: 1 })
  const deep = boosting({ nEstimators: 150, eta: 0.05, maxDepth: 6, minChildWeight: 4, colsampleByTree: 0.6 })
  if (task === 'classification') {
    return [
      { learner: 'logisticRegression', params: { C: 1 } },
      light,
      { learner: 'randomForest', params: trees({ minSamplesLeaf: 2 }) },
      { learner: 'extraTrees', params: trees({ minSamplesLeaf: 2 }) },
      { learner: 'logisticRegression', params: { C: 0.03 } },
      stumps,
      { learner: 'randomForest', params: trees({ minSamplesLeaf: 8, maxFeatures: 0.5 }) },
      deep,
      { learner: 'extraTrees', params: trees({ minSamplesLeaf: 8, maxFeatures: 0.5 }) },
    ]
  }
  return [
    { learner: 'ridge', params: { alpha: 0.01 * rows } },
    light,
    { learner: 'randomForest', params: trees({ minSamplesLeaf: 3, maxFeatures: 0.5 }) },
    { learner: 'extraTrees', params: trees({ minSamplesLeaf: 3, maxFeatures: 0.7 }) },
    { learner: 'lasso', params: { alpha: 0.02 * spread } },
    stumps,
    { learner: 'randomForest', params: trees({ minSamplesLeaf: 10, maxFeatures: 0.3 }) },
    deep,
    { learner: 'extraTrees', params: trees({ minSamplesLeaf: 10, maxFeatures: 0.9 }) },
    { learner: 'ridge', params: { alpha: 0.2 * rows } },
  ]
}
