import type { FloatArray } from '../../base/matrix.ts'

/**
 * Mean and population standard deviation of a column, each row with its weight (1 without). Two passes: the deviations
 * are taken from the mean, so that nothing cancels. A constant column has a deviation of 0. O(n).
 * @example columnSpread(Float64Array.of(1, 3)) // { mean: 2, deviation: 1 }
 */
export function columnSpread(column: FloatArray, weights?: Float64Array): { mean: number; deviation: number } {
  let total = 0
  let sum = 0
  for (let i = 0; i < column.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!
    total += weight
    sum += weight * column[i]!
  }
  const mean = sum / total
  let squares = 0
  let greatest = 0
  for (let i = 0; i < column.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!
    const distance = column[i]! - mean
    squares += weight * distance * distance
    const size = Math.abs(column[i]!)
    if (size > greatest) greatest = size
  }
  const deviation = Math.sqrt(squares / total)
  // The mean of equal values is off by a rounding: such a deviation is none.
  return { mean, deviation: deviation <= 1e-15 * greatest ? 0 : deviation }
}
