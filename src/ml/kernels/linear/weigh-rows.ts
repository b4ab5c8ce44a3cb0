/** Multiplies the weight of each row by that of its class, and adds it to the sum of its class. O(rows). */
export function weighRows(doubles: Float64Array, wholes: Int32Array) {
  return (codes: number, rows: number, perClass: number, weights: number, sums: number): void => {
    for (let i = 0; i < rows; i++) {
      const code = wholes[codes / 4 + i]!
      const weight = doubles[weights / 8 + i]! * doubles[perClass / 8 + code]!
      doubles[weights / 8 + i] = weight
      doubles[sums / 8 + code]! += weight
    }
  }
}
