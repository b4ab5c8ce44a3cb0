import { exp } from '../kernels/elementary/exp.ts'
import { nextSingle } from '../trees/single-precision.ts'
import { marginOfScore, xgboostObjectives } from './xgboost-objective.ts'

/**
 * The base score of which XGBoost makes the margins, to the last bit, or undefined: many margins have none, because a score
 * near 0.5 is coarser than its margin; and a file has one score for all sums.
 */
export function scoreOfMargins(objective: string, margins: Float64Array): number | undefined {
  const margin = margins[0]!
  if (margins.some((other) => other !== margin)) return undefined
  const link = xgboostObjectives[objective]!.link
  const about = link === 'logit' ? 1 / (1 + exp(-margin)) : link === 'log' ? exp(margin) : margin
  // Some singles around: the logarithm of several may round to the same.
  let score = Math.fround(about)
  for (let step = 0; step < 4; step++) score = -nextSingle(-score)
  for (let step = 0; step < 9; step++, score = nextSingle(score)) {
    if (marginOfScore(objective, score) === margin) return score
  }
  return undefined
}
