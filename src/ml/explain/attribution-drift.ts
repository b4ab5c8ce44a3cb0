import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'
import { log } from '../kernels/elementary/log.ts'

export interface AttributionDrift {
  /** 1 when features matter in the same order as in training, less the more the important ones have fallen behind. */
  readonly ndcg: number
  readonly threshold: number
  /** Whether `ndcg` is below the threshold. */
  readonly drifted: boolean
}

/**
 * Whether a model's live predictions rest on other features than those of training: the normalised discounted cumulative gain
 * of the features, in the order of their live attributions, with their training attributions as gains.
 *
 * `NDCG = DCG / iDCG`, `DCG = Σ_i a(f'_i) / log2(i + 1)`, with f'_i the feature that is i-th in the live data and a(f) its
 * attribution in training; iDCG is the same in the order of training. Features that are tied in the live data share the mean
 * of their gains, so that the order in which they are given decides nothing.
 *
 * Source: Amazon SageMaker Clarify, "Monitor feature attribution drift" (alert below 0.90); Järvelin and Kekäläinen (2002);
 * for ties McSherry and Najork (2008), as scikit-learn's `ndcg_score`. O(features log features).
 * @param training attributions from 0, such as mean |SHAP|, one a feature
 * @param live the same of live rows, features in the same order
 * @throws E_ML_SHAPE, E_ML_EMPTY, E_ML_NOT_FINITE; E_ML_PARAMETER for an attribution below 0, or none above 0 in training
 * @example attributionDrift([0.7, 0.5, 0.05], [0.05, 0.5, 0.7]).ndcg // 0.6876
 */
export function attributionDrift(
  training: ArrayLike<number>,
  live: ArrayLike<number>,
  options: { readonly threshold?: number } = {},
): AttributionDrift {
  const { threshold = 0.9 } = options
  requireAttributions('training attributions', training)
  requireAttributions('live attributions', live)
  if (training.length !== live.length) {
    throw new MillraceError('E_ML_SHAPE', `There are ${training.length} training and ${live.length} live attributions.`)
  }
  const ideal = gainInOrder(training, training)
  if (ideal === 0) {
    throw new MillraceError('E_ML_PARAMETER', 'All training attributions are 0: no order can be compared with them.')
  }
  const ndcg = gainInOrder(training, live) / ideal
  return { ndcg, threshold, drifted: ndcg < threshold }
}

function gainInOrder(gains: ArrayLike<number>, by: ArrayLike<number>): number {
  const order = Array.from({ length: by.length }, (_, f) => f).sort((a, b) => by[b]! - by[a]!)
  let sum = 0
  for (let first = 0; first < order.length; ) {
    let [end, tied, discounts] = [first, 0, 0]
    for (; end < order.length && by[order[end]!] === by[order[first]!]; end++) {
      tied += gains[order[end]!]!
      // Of whatever base, which cancels.
      discounts += 1 / log(end + 2)
    }
    sum += (tied / (end - first)) * discounts
    first = end
  }
  return sum
}

function requireAttributions(what: string, values: ArrayLike<number>): void {
  requireFiniteValues(what, values)
  const negative = Array.from(values).findIndex((value) => value < 0)
  if (negative < 0) return
  throw new MillraceError('E_ML_PARAMETER', `Number ${negative} of the ${what} is ${values[negative]}.`, {
    hint: 'Take sizes, such as mean |SHAP| by meanContributions.',
  })
}
