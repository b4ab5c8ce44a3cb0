import type { Space } from '../tune/space/space.ts'
import type { AutoShape } from './portfolio.ts'

const boosting: Space = {
  nEstimators: { type: 'integer', low: 50, high: 400, log: true },
  eta: { type: 'log', low: 0.02, high: 0.2 },
  maxDepth: { type: 'integer', low: 1, high: 7 },
  minChildWeight: { type: 'log', low: 0.5, high: 16 },
  subsample: { type: 'linear', low: 0.5, high: 1 },
  colsampleByTree: { type: 'linear', low: 0.4, high: 1 },
  lambda: { type: 'log', low: 0.3, high: 30 },
}

const forest: Space = {
  nEstimators: { type: 'categorical', values: [200] },
  minSamplesLeaf: { type: 'integer', low: 1, high: 20, log: true },
  maxFeatures: { type: 'linear', low: 0.15, high: 0.95 },
}

/**
 * What is searched once the portfolio is through, learner after learner and around again: ranges are narrow, since an ensemble
 * forgives a bad draw, and a good one gains little by a better.
 */
export function searchSpaces({ task, rows, spread }: AutoShape): readonly (readonly [learner: string, space: Space])[] {
  const linear: readonly [string, Space] =
    task === 'classification'
      ? ['logisticRegression', { C: { type: 'log', low: 0.003, high: 30 } }]
      : // A constant target has no spread, and any penalty will do.
        ['lasso', { alpha: { type: 'log', low: 0.001 * (spread || 1), high: 0.2 * (spread || 1) } }]
  const other: readonly [string, Space] =
    task === 'classification'
      ? ['boosting', boosting]
      : ['ridge', { alpha: { type: 'log', low: 0.0003 * rows, high: 3 * rows } }]
  return [
    ['boosting', boosting],
    ['extraTrees', forest],
    linear,
    ['boosting', boosting],
    ['randomForest', forest],
    other,
  ]
}
