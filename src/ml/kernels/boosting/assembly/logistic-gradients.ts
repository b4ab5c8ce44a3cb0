/** Twin: ../logistic-gradients.ts. Four rows at a time, a row a lane. */
export function logisticGradients(
  margins: usize,
  labels: usize,
  weights: usize,
  gradients: usize,
  begin: i32,
  end: i32,
  gradientScale: f32,
  hessianScale: f32,
): void {
  let i = begin
  for (; i + 4 <= end; i += 4) {
    const at = usize(i) << 2
    const to = gradients + (usize(i) << 3)
    const weight = weights == 0 ? f32x4.splat(1) : v128.load(weights + at)
    const p = sigmoid(v128.load(margins + at))
    const g = gradientOf(p, v128.load(labels + at), weight, gradientScale)
    const h = hessianOf(p, weight, hessianScale)
    v128.store(to, v128.shuffle<f32>(g, h, 0, 4, 1, 5))
    v128.store(to, v128.shuffle<f32>(g, h, 2, 6, 3, 7), 16)
  }
  for (; i < end; i++) {
    const at = usize(i) << 2
    const to = gradients + (usize(i) << 3)
    const weight = weights == 0 ? f32x4.splat(1) : v128.load32_splat(weights + at)
    const p = sigmoid(v128.load32_splat(margins + at))
    store<f32>(to, f32x4.extract_lane(gradientOf(p, v128.load32_splat(labels + at), weight, gradientScale), 0))
    store<f32>(to, f32x4.extract_lane(hessianOf(p, weight, hessianScale), 0), 4)
  }
}

function gradientOf(p: v128, label: v128, weight: v128, scale: f32): v128 {
  const g = f32x4.mul(f32x4.mul(f32x4.sub(p, label), weight), f32x4.splat(scale))
  return f32x4.floor(f32x4.add(g, f32x4.splat(0.5)))
}

function hessianOf(p: v128, weight: v128, scale: f32): v128 {
  const one = f32x4.splat(1)
  const h = f32x4.mul(f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), weight), f32x4.splat(scale))
  // A row that weighs anything has a hessian of 1 unit at least.
  const least = v128.and(one, f32x4.gt(weight, f32x4.splat(0)))
  return f32x4.pmax(least, f32x4.floor(f32x4.add(h, f32x4.splat(0.5))))
}

/** Constants: read from memory, where each is one load; as literals each would be built anew by several instructions. */
const constants = memory.data<f32>([
  1.44269504, 0.693359375, -2.1219444e-4, 1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2,
  1.6666665459e-1, 5.0000001201e-1,
])

function sigmoid(margin: v128): v128 {
  const one = f32x4.splat(1)
  const x = f32x4.pmax(f32x4.splat(-87), f32x4.pmin(f32x4.splat(87), f32x4.neg(margin)))
  const k = f32x4.floor(f32x4.add(f32x4.mul(x, v128.load32_splat(constants)), f32x4.splat(0.5)))
  let r = f32x4.sub(x, f32x4.mul(k, v128.load32_splat(constants, 4)))
  r = f32x4.sub(r, f32x4.mul(k, v128.load32_splat(constants, 8)))
  let y = f32x4.add(f32x4.mul(v128.load32_splat(constants, 12), r), v128.load32_splat(constants, 16))
  y = f32x4.add(f32x4.mul(y, r), v128.load32_splat(constants, 20))
  y = f32x4.add(f32x4.mul(y, r), v128.load32_splat(constants, 24))
  y = f32x4.add(f32x4.mul(y, r), v128.load32_splat(constants, 28))
  y = f32x4.add(f32x4.mul(y, r), v128.load32_splat(constants, 32))
  y = f32x4.add(f32x4.add(f32x4.mul(y, f32x4.mul(r, r)), r), one)
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23)
  return f32x4.div(one, f32x4.add(one, f32x4.mul(y, power)))
}
