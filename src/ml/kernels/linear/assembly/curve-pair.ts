/** The curvature of a pair of classes; see `../curve-pair.ts`. */
export function curvePair(p: usize, q: usize, weights: usize, count: i32, rows: i32, curvature: usize): void {
  const one = f64x2.splat(1)
  const same = p == q
  let i = 0
  for (; i < count; i += 2) {
    const share = v128.load(p)
    const other = v128.load(q)
    const rest = same ? f64x2.sub(one, share) : f64x2.neg(other)
    v128.store(curvature, f64x2.mul(f64x2.mul(v128.load(weights), share), rest))
    p += 16
    q += 16
    weights += 16
    curvature += 16
  }
  for (; i < rows; i += 2) {
    v128.store(curvature, f64x2.splat(0))
    curvature += 16
  }
}
