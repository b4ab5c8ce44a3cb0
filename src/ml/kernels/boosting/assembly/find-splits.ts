/** Twin: ../find-splits.ts. The two sides of a split are the two lanes of one division. */
export function findSplits(
  histogram: usize,
  binBytes: usize,
  from: i32,
  to: i32,
  scanned: usize,
  binCounts: usize,
  missingBin: i32,
  gradient: f64,
  hessian: f64,
  lambda: f64,
  minChildWeight: f64,
  found: usize,
): void {
  const total = f64x2.replace_lane(f64x2.splat(gradient), 1, hessian)
  const lambdas = f64x2.splat(lambda)
  const none = f64x2.splat(0)
  let best = -Infinity
  for (let feature = from; feature < to; feature++) {
    if (load<u8>(scanned + usize(feature)) == 0) continue
    const start = histogram + usize(feature) * binBytes
    const end = start + (usize(load<i32>(binCounts + (usize(feature) << 2))) << 4)
    const missing = v128.load(start + (usize(missingBin) << 4))
    const passes = f64x2.extract_lane(missing, 1) == 0 ? 1 : 2
    for (let pass = 0; pass < passes; pass++) {
      let left = pass == 0 ? none : missing
      for (let at = start; at < end; at += 16) {
        if (load<f64>(at, 8) == 0) continue
        left = f64x2.add(left, v128.load(at))
        if (f64x2.extract_lane(left, 1) < minChildWeight) continue
        const right = f64x2.sub(total, left)
        if (f64x2.extract_lane(right, 1) < minChildWeight) break
        const sums = v128.shuffle<f64>(left, right, 0, 2)
        const weights = f64x2.add(v128.shuffle<f64>(left, right, 1, 3), lambdas)
        const gains = f64x2.div(f64x2.mul(sums, sums), weights)
        const gain = f64x2.extract_lane(gains, 0) + f64x2.extract_lane(gains, 1)
        if (gain > best) {
          best = gain
          store<f64>(found, gain)
          store<f64>(found, f64(feature), 8)
          store<f64>(found, f64((at - start) >> 4), 16)
          store<f64>(found, f64(pass), 24)
          v128.store(found, left, 32)
        }
      }
    }
  }
  if (best == -Infinity) store<f64>(found, best)
}
