import type { Params, Space } from '../tune/space/space.ts'
import type { AutoShape } from './portfolio.ts'

/** `work` is what all rounds together may add, `nEstimators · eta`: drawn apart, small steps would often be too few. */
const boosting: Space = {
  work: { type: 'log', low: 3, high: 30 },
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

/** The parameters of a learner from what was drawn: rounds of boosting from its work, no more than take reasonable time. */
export function drawnParams({ work, ...own }: Params): Params {
  if (work === undefined) return own
  return { nEstimators: Math.min(500, Math.max(20, Math.round((work as number) / (own.eta as number)))), ...own }
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
