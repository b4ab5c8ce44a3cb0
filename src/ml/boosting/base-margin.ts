import { MillraceError } from '../../base/errors/millrace-error.ts'
import { log } from '../kernels/elementary/log.ts'
import type { Objective } from './objective.ts'

/**
 * The score that every prediction starts from, in the unit of the prediction, as a single: as given, or from the targets.
 * `auto` is the weighted mean; the weighted quantile for `quantile`; 0.5 for softprob, where a start that is the same for
 * all classes changes nothing. Source: XGBoost 2.0, `base_score`. O(rows), O(rows log rows) for a quantile.
 * @throws E_ML_PARAMETER for a score that the objective cannot start from
 */
export function resolveBaseScore(
  baseScore: number | 'auto',
  objective: Objective,
  quantileAlpha: number,
  targets: Float32Array,
  weights: Float32Array | undefined,
): number {
  if (baseScore === 'auto') return Math.fround(estimate(objective, quantileAlpha, targets, weights))
  const least = objective === 'logistic' || objective === 'poisson' ? 0 : Number.NEGATIVE_INFINITY
  const most = objective === 'logistic' ? 1 : Number.POSITIVE_INFINITY
  if (baseScore > least && baseScore < most) return Math.fround(baseScore)
  throw new MillraceError('E_ML_PARAMETER', `baseScore is ${baseScore}.`, {
    hint:
      objective === 'logistic'
        ? 'Use a probability above 0 and below 1.'
        : objective === 'poisson'
          ? 'Use a mean above 0.'
          : 'Use a finite number.',
  })
}

function estimate(
  objective: Objective,
  quantileAlpha: number,
  targets: Float32Array,
  weights: Float32Array | undefined,
): number {
  if (objective === 'softprob') return 0.5
  const weightOf = (i: number) => weights?.[i] ?? 1
  let total = 0
  let sum = 0
  for (let i = 0; i < targets.length; i++) {
    total += weightOf(i)
    sum += weightOf(i) * targets[i]!
  }
  if (objective !== 'quantile') return objective === 'poisson' ? Math.max(sum / total, 1e-6) : sum / total
  const order = Uint32Array.from(targets.keys()).sort((a, b) => targets[a]! - targets[b]! || a - b)
  let before = 0
  for (const i of order) {
    before += weightOf(i)
    if (before >= quantileAlpha * total) return targets[i]!
  }
  return targets[order.at(-1)!]!
}

/** The margin of a score: what the link function makes the score of. A single. */
export function baseMargin(baseScore: number, objective: Objective): number {
  if (objective === 'logistic') return Math.fround(-log(1 / baseScore - 1))
  if (objective === 'poisson') return Math.fround(log(baseScore))
  return baseScore
}
