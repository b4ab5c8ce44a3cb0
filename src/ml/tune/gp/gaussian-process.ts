import { exp } from '../../kernels/elementary/exp.ts'
import { log } from '../../kernels/elementary/log.ts'
import { cholesky, inverseOf, solveLower, solveUpper } from './cholesky.ts'
import { matern, maternSlope, squaredGap } from './matern.ts'
import { type Evaluation, minimizeBfgs } from './minimize-bfgs.ts'

/** Points of the unit cube, and which coordinates are categories. */
export interface GpPoints {
  readonly points: readonly Float64Array[]
  readonly isCategory: readonly boolean[]
}

/** A Gaussian process with a Matérn 5/2 kernel, a length scale for each coordinate, around 0. */
export interface GaussianProcess {
  /** Inverse squared length scale of each coordinate. */
  readonly inverseSquares: Float64Array
  readonly scale: number
  readonly noise: number
  /** What it believes of the function itself at a point, without noise. O(n²). */
  predict(point: Float64Array): { readonly mean: number; readonly variance: number }
  /** The same scales with other points. */
  with(data: GpPoints, values: Float64Array): GaussianProcess
}

/** Added to the variance of every value: keeps the matrix well away from singular. */
const leastNoise = 1e-6

/**
 * Fits scales and noise by their greatest posterior probability, from two starting points. The priors hold inverse squared
 * length scales to about 1 (`-0.1 / x - 0.1 x`), the variance to a gamma distribution of shape 2, the noise to one that is
 * small.
 *
 * Source: Rasmussen and Williams (2006), algorithm 2.1 and eq. 5.9; the priors are those of Optuna's `GPSampler`.
 * O(n³) for each of some dozens of evaluations.
 * @param values standardised: mean 0, deviation 1
 */
export function fitGaussianProcess(data: GpPoints, values: Float64Array): GaussianProcess {
  const d = data.isCategory.length
  const n = values.length
  const gaps = gapsOf(data)
  const evaluate = (theta: Float64Array) => objective(theta, gaps, values, n, d)
  const starts = [0, 2].map((first) =>
    Float64Array.from({ length: d + 2 }, (_, p) => (p < d ? first : p === d ? 0 : -9)),
  )
  const [best] = starts.map((start) => minimizeBfgs(evaluate, start, { maxIter: 40 })).sort((a, b) => a.value - b.value)
  const theta = best!.x
  const scales = {
    inverseSquares: theta.slice(0, d).map(exp),
    scale: exp(theta[d]!),
    noise: exp(theta[d + 1]!) + leastNoise,
  }
  return gaussianProcess(scales, data, values)
}

/** A process of given scales, for points and values that it has seen. O(n³). */
export function gaussianProcess(
  scales: Pick<GaussianProcess, 'inverseSquares' | 'scale' | 'noise'>,
  data: GpPoints,
  values: Float64Array,
): GaussianProcess {
  const { points, isCategory } = data
  const { inverseSquares, scale, noise } = scales
  const n = points.length
  const covariance = (a: Float64Array, b: Float64Array) => {
    let squared = 0
    for (let j = 0; j < inverseSquares.length; j++) {
      squared += inverseSquares[j]! * squaredGap(a[j]!, b[j]!, isCategory[j]!)
    }
    return scale * matern(squared)
  }
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) matrix[i * n + k] = covariance(points[i]!, points[k]!) + (i === k ? noise : 0)
  }
  const lower = cholesky(matrix, n) ?? matrix
  const alpha = solveUpper(lower, n, solveLower(lower, n, values))
  return {
    ...scales,
    predict(point) {
      const near = Float64Array.from(points, (other) => covariance(point, other))
      const mean = near.reduce((sum, value, i) => sum + value * alpha[i]!, 0)
      const seen = solveLower(lower, n, near).reduce((sum, value) => sum + value * value, 0)
      return { mean, variance: Math.max(1e-12, scale - seen) }
    },
    with: (others, theirs) => gaussianProcess(scales, others, theirs),
  }
}

/** For each coordinate the squared gaps of all pairs, row by row of the lower triangle. */
function gapsOf({ points, isCategory }: GpPoints): Float64Array[] {
  const n = points.length
  return isCategory.map((category, j) => {
    const gaps = new Float64Array((n * (n - 1)) / 2)
    let at = 0
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) gaps[at++] = squaredGap(points[i]![j]!, points[k]![j]!, category)
    }
    return gaps
  })
}

/** The negative log posterior and its gradient by the logarithms of the scales. */
function objective(theta: Float64Array, gaps: Float64Array[], values: Float64Array, n: number, d: number): Evaluation {
  const inverseSquares = theta.slice(0, d).map(exp)
  const [scale, noise] = [exp(theta[d]!), exp(theta[d + 1]!)]
  const pairs = (n * (n - 1)) / 2
  const squared = new Float64Array(pairs)
  for (let j = 0; j < d; j++) for (let at = 0; at < pairs; at++) squared[at]! += inverseSquares[j]! * gaps[j]![at]!
  const correlation = squared.map(matern)
  const matrix = new Float64Array(n * n)
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < i; k++) matrix[i * n + k] = scale * correlation[at++]!
    matrix[i * n + i] = scale + noise + leastNoise
  }
  const lower = cholesky(matrix, n)
  if (lower === undefined) return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(d + 2) }
  const alpha = solveUpper(lower, n, solveLower(lower, n, values))
  const inverse = inverseOf(lower, n)
  let value = 0
  for (let i = 0; i < n; i++) value += 0.5 * values[i]! * alpha[i]! + log(lower[i * n + i]!)
  // ½ tr((K⁻¹ - ααᵀ) ∂K/∂θ), each pair counted twice.
  const gradient = new Float64Array(d + 2)
  let [byScale, byNoise] = [0, 0]
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < i; k++, at++) {
      const weight = inverse[i * n + k]! - alpha[i]! * alpha[k]!
      byScale += weight * correlation[at]!
      const slope = weight * maternSlope(squared[at]!)
      for (let j = 0; j < d; j++) gradient[j]! += slope * gaps[j]![at]!
    }
    const own = 0.5 * (inverse[i * n + i]! - alpha[i]! * alpha[i]!)
    byScale += own
    byNoise += own
  }
  for (let j = 0; j < d; j++) {
    const x = inverseSquares[j]!
    value += 0.1 / x + 0.1 * x
    gradient[j] = gradient[j]! * scale * x - 0.1 / x + 0.1 * x
  }
  value += scale - log(scale) + 30 * noise - 0.1 * log(noise)
  gradient[d] = byScale * scale + scale - 1
  gradient[d + 1] = byNoise * noise + 30 * noise - 0.1
  return { value, gradient }
}
