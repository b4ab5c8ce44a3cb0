import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { mixedLoss } from './row-evidence.ts'

export interface SelectOptions {
  /** One a row, from 0. */
  readonly sampleWeight?: Float64Array | undefined
  /** How often a model is added at most. Default 40: the smallest weight is one of so many. */
  readonly rounds?: number | undefined
}

/**
 * Ensemble selection: begin with nothing, add again and again the model with which the mean of all that were added is best, a model
 * as often as it helps; the best of the means passed on the way is taken. A model's weight is how often it was added. Few rounds keep
 * weights coarse and most of them 0, which fits the noise of the rows less than weights that a solver is free to choose.
 *
 * Source: Caruana, Niculescu-Mizil, Crew and Ksikes, "Ensemble selection from libraries of models" (ICML 2004). O(rounds · models · n).
 *
 * @param evidence of each model as `rowEvidence` gives it, for rows that it was not fitted on
 * @param target of the same rows
 * @returns one weight a model, from 0, summing to 1; of equals the first is taken
 * @throws E_ML_EMPTY for no models or no rows
 * @example selectEnsemble([Float64Array.of(0.9, 0.1), Float64Array.of(0.1, 0.9)], labels) // [0.5, 0.5]
 */
export function selectEnsemble(
  evidence: readonly Float64Array[],
  target: Labels | Float64Array,
  { sampleWeight, rounds = 40 }: SelectOptions = {},
): Float64Array {
  const n = evidence[0]?.length ?? 0
  if (n === 0) throw new MillraceError('E_ML_EMPTY', 'There are no models, or no rows, to choose an ensemble by.')
  const sum = new Float64Array(n)
  const counts = new Float64Array(evidence.length)
  let best = { loss: Number.POSITIVE_INFINITY, weights: counts }
  for (let round = 1; round <= rounds; round++) {
    let [chosen, least] = [0, Number.POSITIVE_INFINITY]
    for (const [e, added] of evidence.entries()) {
      const loss = mixedLoss(sum, added, round, target, sampleWeight)
      if (loss < least) [chosen, least] = [e, loss]
    }
    const added = evidence[chosen]!
    for (let i = 0; i < n; i++) sum[i]! += added[i]!
    counts[chosen]!++
    if (least < best.loss) best = { loss: least, weights: counts.map((count) => count / round) }
  }
  return best.weights
}
