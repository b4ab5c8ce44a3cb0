/** Counts the rows of each class, doubles; gives the first row whose code is no class, or -1. O(rows). */
export function countCodes(doubles: Float64Array, wholes: Int32Array) {
  return (codes: number, rows: number, classes: number, counts: number): number => {
    for (let i = 0; i < rows; i++) {
      const code = wholes[codes / 4 + i]!
      if (code < 0 || code >= classes) return i
      doubles[counts / 8 + code]! += 1
    }
    return -1
  }
}
