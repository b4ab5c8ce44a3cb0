import { log } from '../../kernels/elementary/log.ts'
import type { Evaluation, MetricName } from './metric.ts'
import { weightedAuc } from './weighted-auc.ts'

/** Probabilities below count as this, so that a sure mistake costs 37 and not all. XGBoost's bound. */
const leastProbability = 1e-16

/**
 * A built-in metric of the predictions of an evaluation set: weighted means over its rows, but for `auc`.
 *
 * - logLoss, of logistic: `-(y ln p + (1 - y) ln(1 - p))`; mlogLoss, of softprob: `-ln p_y`
 * - error: share of rows whose most probable class (the first of several) is wrong
 * - rmse: root of the mean of `(p - y)²`; mae: `|p - y|`
 * - poissonDeviance: `2 (y ln(y / p) - (y - p))`
 * - pinball: `α (y - p)` where y is above p, `(1 - α) (p - y)` elsewhere
 *
 * Source: XGBoost, `src/metric/`. O(values); auc O(rows log rows).
 */
export function evaluateMetric(name: MetricName, evaluation: Evaluation): number {
  if (name === 'auc') return weightedAuc(evaluation)
  const { targets, weights, predictions, outputs } = evaluation
  const lossOf = losses[name]
  let sum = 0
  let total = 0
  for (let i = 0; i < targets.length; i++) {
    sum += weights[i]! * lossOf(predictions, i * outputs, targets[i]!, outputs, evaluation.quantileAlpha)
    total += weights[i]!
  }
  return name === 'rmse' ? Math.sqrt(sum / total) : sum / total
}

type RowLoss = (p: Float32Array, at: number, target: number, outputs: number, quantileAlpha: number) => number

const losses: Readonly<Record<Exclude<MetricName, 'auc'>, RowLoss>> = {
  logLoss: (p, at, y) => -lnOf(y === 1 ? p[at]! : 1 - p[at]!),
  mlogLoss: (p, at, y) => -lnOf(p[at + y]!),
  error(p, at, y, outputs) {
    if (outputs === 1) return (p[at]! > 0.5 ? 1 : 0) === y ? 0 : 1
    let best = 0
    for (let k = 1; k < outputs; k++) if (p[at + k]! > p[at + best]!) best = k
    return best === y ? 0 : 1
  },
  rmse: (p, at, y) => (p[at]! - y) * (p[at]! - y),
  mae: (p, at, y) => Math.abs(p[at]! - y),
  poissonDeviance(p, at, y) {
    const mean = Math.max(p[at]!, leastProbability)
    return 2 * ((y > 0 ? y * log(y / mean) : 0) - (y - mean))
  },
  pinball: (p, at, y, _, alpha) => (y > p[at]! ? alpha * (y - p[at]!) : (1 - alpha) * (p[at]! - y)),
}

function lnOf(probability: number): number {
  return log(Math.max(probability, leastProbability))
}
