/**
 * Twin: ../find-splits.ts. Two bins at a time, a bin a lane; the running sums of gradient and hessian are taken apart
 * into a vector of each. Empty bins are not skipped: their sums equal those before, which is no better, and a branch that
 * cannot be foreseen costs more than the sums.
 */
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
  const none = f64x2.splat(0)
  const gradients = f64x2.splat(gradient)
  const hessians = f64x2.splat(hessian)
  const lambdas = f64x2.splat(lambda)
  const least = f64x2.splat(minChildWeight)
  const never = f64x2.splat(-Infinity)
  let best = never
  let nearly = never
  for (let feature = from; feature < to; feature++) {
    if (load<u8>(scanned + usize(feature)) == 0) continue
    const start = histogram + usize(feature) * binBytes
    const end = start + (usize(load<i32>(binCounts + (usize(feature) << 2))) << 4)
    const missing = v128.load(start + (usize(missingBin) << 4))
    const passes = f64x2.extract_lane(missing, 1) == 0 ? 1 : 2
    for (let pass = 0; pass < passes; pass++) {
      let left = pass == 0 ? none : missing
      for (let at = start; at < end; at += 32) {
        const one = v128.load(at)
        const two = at + 16 < end ? v128.load(at, 16) : none
        const first = f64x2.add(left, one)
        // Not from `first`, for which it would have to wait; whole numbers have the same sum either way.
        left = f64x2.add(left, f64x2.add(one, two))
        const leftH = v128.shuffle<f64>(first, left, 1, 3)
        const rightH = f64x2.sub(hessians, leftH)
        const allowed = v128.and(f64x2.ge(leftH, least), f64x2.ge(rightH, least))
        const leftG = v128.shuffle<f64>(first, left, 0, 2)
        const rightG = f64x2.sub(gradients, leftG)
        const a = f64x2.add(leftH, lambdas)
        const b = f64x2.add(rightH, lambdas)
        const sum = f64x2.add(f64x2.mul(f64x2.mul(leftG, leftG), b), f64x2.mul(f64x2.mul(rightG, rightG), a))
        const both = f64x2.mul(a, b)
        // Only what may be better, up to rounding, is worth the division that decides.
        if (!v128.any_true(v128.and(f64x2.gt(sum, f64x2.mul(nearly, both)), allowed))) continue
        const gains = v128.bitselect(f64x2.div(sum, both), never, allowed)
        if (!v128.any_true(f64x2.gt(gains, best))) continue
        // Of two better bins the first, unless the second is better still.
        const second = f64x2.extract_lane(gains, 1) > f64x2.extract_lane(gains, 0)
        const gain = second ? f64x2.extract_lane(gains, 1) : f64x2.extract_lane(gains, 0)
        best = f64x2.splat(gain)
        nearly = f64x2.splat(gain * 0.999999999999)
        store<f64>(found, gain)
        store<f64>(found, f64(feature), 8)
        store<f64>(found, f64((at - start) >> 4) + (second ? 1 : 0), 16)
        store<f64>(found, f64(pass), 24)
        v128.store(found, second ? left : first, 32)
      }
    }
  }
  if (f64x2.extract_lane(best, 0) == -Infinity) store<f64>(found, -Infinity)
}
