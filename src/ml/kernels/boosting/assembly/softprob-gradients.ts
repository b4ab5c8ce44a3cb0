import { exp } from '../../elementary/assembly/index'

/** Twin: ../softprob-gradients.ts. */
export function softprobGradients(
  margins: usize,
  targets: usize,
  weights: usize,
  gradients: usize,
  rows: i32,
  classes: i32,
  begin: i32,
  end: i32,
  gradientScale: f64,
  hessianScale: f64,
  scratch: usize,
): void {
  for (let i = begin; i < end; i++) {
    const own = margins + ((usize(i) * usize(classes)) << 2)
    let most: f64 = -Infinity
    for (let k = 0; k < classes; k++) most = max(most, f64(load<f32>(own + (usize(k) << 2))))
    let sum: f64 = 0
    for (let k = 0; k < classes; k++) {
      const share = exp(f64(load<f32>(own + (usize(k) << 2))) - most)
      store<f64>(scratch + (usize(k) << 3), share)
      sum += share
    }
    const target = load<f32>(targets + (usize(i) << 2))
    const weight: f64 = weights == 0 ? 1 : f64(load<f32>(weights + (usize(i) << 2)))
    const least: f64 = weight > 0 ? 1 : 0
    for (let k = 0; k < classes; k++) {
      const p = load<f64>(scratch + (usize(k) << 3)) / sum
      const to = gradients + ((usize(k) * usize(rows) + usize(i)) << 3)
      const hit: f64 = target == f32(k) ? 1 : 0
      store<f32>(to, f32(floor((p - hit) * weight * gradientScale + 0.5)))
      store<f32>(to, f32(max(least, floor(2 * p * (1 - p) * weight * hessianScale + 0.5))), 4)
    }
  }
}
