import type { FloatArray } from '../../../base/matrix.ts'

/**
 * The sum of a column: eight partial sums, of every eighth row each, then what is left. Infinite or NaN when a value is; of
 * singles only then. O(rows).
 */
export function sumColumn(values: FloatArray) {
  return (column: number, rows: number): number => {
    const first = column / values.BYTES_PER_ELEMENT
    const s = new Float64Array(8)
    const whole = rows - (rows % 8)
    for (let i = 0; i < whole; i++) s[i % 8]! += values[first + i]!
    let sum = s[0]! + s[2]! + (s[4]! + s[6]!) + (s[1]! + s[3]! + (s[5]! + s[7]!))
    for (let i = whole; i < rows; i++) sum += values[first + i]!
    return sum
  }
}
