/**
 * How the loss of each row bends along the scores of two classes: `w p (1 - p)` of one class with itself (`p` and `q` are the
 * same place), `-w p q` of two. O(rows).
 */
export function curvePair(doubles: Float64Array) {
  return (p: number, q: number, weights: number, count: number, rows: number, curvature: number): void => {
    const to = curvature / 8
    const even = count + (count % 2)
    for (let i = 0; i < even; i++) {
      const share = doubles[p / 8 + i]!
      const rest = p === q ? 1 - share : -doubles[q / 8 + i]!
      doubles[to + i] = doubles[weights / 8 + i]! * share * rest
    }
    doubles.fill(0, to + even, to + rows)
  }
}
