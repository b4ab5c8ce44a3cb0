import type { FloatArray, Labels } from '../../base/matrix.ts'

/**
 * How differently two values of a nominal column go with the classes: `(Σ_c |P(c | a) - P(c | b)|)²`, where `P(c | a)` is
 * the share of class `c` among the rows with value `a`. Give the codes of the values and the distances from one value to all.
 *
 * Source: Stanfill and Waltz, "Toward memory-based reasoning", CACM 29 (1986); imbalanced-learn,
 * `imblearn/metrics/pairwise.py: ValueDifferenceMetric` with k = 1, r = 2. O(n + values · classes).
 */
export function valueDifference(
  column: FloatArray,
  labels: Labels,
): { codes: Int32Array; from(code: number): Float64Array } {
  const place = new Map<number, number>()
  const codes = Int32Array.from(column, (value) => {
    if (!place.has(value)) place.set(value, place.size)
    return place.get(value)!
  })
  const classes = labels.classes.length
  const shares = new Float64Array(place.size * classes)
  const totals = new Float64Array(place.size)
  codes.forEach((code, i) => {
    shares[code * classes + labels.codes[i]!]!++
    totals[code]!++
  })
  for (let at = 0; at < shares.length; at++) shares[at]! /= totals[Math.floor(at / classes)]!
  return {
    codes,
    from(code) {
      return totals.map((_, other) => {
        let sum = 0
        for (let c = 0; c < classes; c++) sum += Math.abs(shares[code * classes + c]! - shares[other * classes + c]!)
        return sum * sum
      })
    },
  }
}
