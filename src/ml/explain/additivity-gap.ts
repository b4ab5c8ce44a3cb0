import type { Explanation } from './explanation.ts'

/**
 * How far base and contributions are from adding up to what the model says: the largest difference of any row and output, as a
 * share of what is said where that is above 1. Rounding leaves some 1e-7 of models that sum in singles, as XGBoost does, and
 * 1e-12 of others; more is an error in the explanation.
 *
 * O(rows · outputs · features).
 * @example additivityGap(explainModel(model, rows)) // 2.2e-16
 */
export function additivityGap({ base, contributions, raw, outputs, featureNames }: Explanation): number {
  const width = featureNames.length
  let largest = 0
  for (let at = 0; at < raw.length; at++) {
    let sum = base[at % outputs.length]!
    for (let j = 0; j < width; j++) sum += contributions[at * width + j]!
    const gap = Math.abs(sum - raw[at]!) / Math.max(1, Math.abs(raw[at]!))
    // NaN is the largest of all gaps.
    if (!(gap <= largest)) largest = gap
  }
  return largest
}
