import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'
import { softmax } from './softmax.ts'
import { firstFreeClass, type SoftmaxProblem, softmaxLayout } from './softmax-problem.ts'
import { addWeightedGram } from './weighted-gram.ts'

/** Rows that are worked on together: a block of 20 columns fits into the second-level cache. */
export const blockRows = 512

/** Adds the rows `from … to - 1` (at most `blockRows`) to `sums`: the value, then the gradient, then the Hessian's blocks. */
export type AddRows = (from: number, to: number, theta: Float64Array, withHessian: boolean, sums: Float64Array) => void

/**
 * Makes the function that adds up the log loss of a block of rows, its gradient and its Hessian, without penalties:
 * - value: `w_i (log Σ_k e^(z_ik) - z_{i, y_i})`
 * - gradient: `∂/∂β_k = w_i (p_ik - [y_i = k]) x_i`
 * - Hessian: `∂²/∂β_k∂β_l = w_i p_ik ([k = l] - p_il) x_i x_iᵀ`, the lower triangle of each pair k >= l
 *
 * O(rows · K d), with the Hessian O(rows · K² d² / 4). No `Math.exp`: the bits are the same on every machine.
 */
export function softmaxRowAdder(problem: SoftmaxProblem): AddRows {
  const { columns, center, scale, codes, classCount, weights, intercept } = problem
  const { width, vectors, size } = softmaxLayout(problem)
  const first = firstFreeClass(classCount)
  const d = columns.length
  const x = new Float64Array(width * blockRows)
  if (intercept) x.fill(1, d * blockRows)
  const scores = new Float64Array(vectors * blockRows)
  const residuals = new Float64Array(vectors * blockRows)
  const curvature = new Float64Array(blockRows)
  const scratch = new Float64Array(2 * blockRows)
  const row = new Float64Array(classCount)
  const inverse = scale.map((value) => 1 / value)

  function load(from: number, count: number): void {
    for (let j = 0; j < d; j++) {
      const column = columns[j]!
      const middle = center[j]!
      const factor = inverse[j]!
      const to = j * blockRows
      for (let i = 0; i < count; i++) x[to + i] = (column[from + i]! - middle) * factor
    }
  }

  /** Four columns at a time: a score is read and written once for four products. */
  function score(theta: Float64Array, count: number): void {
    scores.fill(0)
    for (let v = 0; v < vectors; v++) {
      const to = v * blockRows
      let j = 0
      for (; j + 3 < width; j += 4) {
        const at = v * width + j
        const b0 = theta[at]!
        const b1 = theta[at + 1]!
        const b2 = theta[at + 2]!
        const b3 = theta[at + 3]!
        const x0 = j * blockRows
        const x1 = x0 + blockRows
        const x2 = x1 + blockRows
        const x3 = x2 + blockRows
        for (let i = 0; i < count; i++) {
          scores[to + i]! += b0 * x[x0 + i]! + b1 * x[x1 + i]! + (b2 * x[x2 + i]! + b3 * x[x3 + i]!)
        }
      }
      for (; j < width; j++) {
        const beta = theta[v * width + j]!
        const at = j * blockRows
        for (let i = 0; i < count; i++) scores[to + i]! += beta * x[at + i]!
      }
    }
  }

  /** Adds `Σ_i r_i x_ij` of one class for each column, four columns at a time. */
  function addGradient(v: number, count: number, sums: Float64Array): void {
    const at = v * blockRows
    const to = 1 + v * width
    let j = 0
    for (; j + 3 < width; j += 4) {
      const x0 = j * blockRows
      const x1 = x0 + blockRows
      const x2 = x1 + blockRows
      const x3 = x2 + blockRows
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let i = 0; i < count; i++) {
        const r = residuals[at + i]!
        s0 += r * x[x0 + i]!
        s1 += r * x[x1 + i]!
        s2 += r * x[x2 + i]!
        s3 += r * x[x3 + i]!
      }
      sums[to + j]! += s0
      sums[to + j + 1]! += s1
      sums[to + j + 2]! += s2
      sums[to + j + 3]! += s3
    }
    for (; j < width; j++) {
      let sum = 0
      for (let i = 0; i < count; i++) sum += residuals[at + i]! * x[j * blockRows + i]!
      sums[to + j]! += sum
    }
  }

  /**
   * Two classes: p = 1 / (1 + e^-z), written so that nothing overflows. The score becomes p. While rows weigh the same,
   * their factors 1 + e^-|z|, each from 1 to 2, are multiplied, and one logarithm is taken of the product.
   */
  function judgeTwo(from: number, count: number): number {
    let value = 0
    let product = 1
    let common = weights[from]!
    for (let i = 0; i < count; i++) {
      const z = scores[i]!
      const weight = weights[from + i]!
      const above = z > 0
      const small = exp(above ? -z : z)
      const share = 1 / (1 + small)
      const p = above ? share : small * share
      const isSecond = codes[from + i]! === 1
      if (weight !== common) {
        value += common * log(product)
        product = 1
        common = weight
      }
      product *= 1 + small
      value += weight * ((above ? z : 0) - (isSecond ? z : 0))
      scores[i] = p
      residuals[i] = weight * (isSecond ? p - 1 : p)
    }
    return value + common * log(product)
  }

  function judgeMany(from: number, count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) {
      const weight = weights[from + i]!
      const code = codes[from + i]!
      for (let k = 0; k < classCount; k++) row[k] = scores[k * blockRows + i]!
      const own = row[code]!
      value += weight * (softmax(row) - own)
      for (let k = 0; k < classCount; k++) {
        scores[k * blockRows + i] = row[k]!
        residuals[k * blockRows + i] = weight * (k === code ? row[k]! - 1 : row[k]!)
      }
    }
    return value
  }

  return (from, to, theta, withHessian, sums) => {
    const count = to - from
    load(from, count)
    score(theta, count)
    sums[0]! += first === 1 ? judgeTwo(from, count) : judgeMany(from, count)
    for (let v = 0; v < vectors; v++) addGradient(v, count, sums)
    if (!withHessian) return
    let at = 1 + size
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l <= k; l++) {
        for (let i = 0; i < count; i++) {
          const p = scores[k * blockRows + i]!
          const rest = k === l ? 1 - p : -scores[l * blockRows + i]!
          curvature[i] = weights[from + i]! * p * rest
        }
        addWeightedGram(x, blockRows, count, width, curvature, scratch, sums, at)
        at += width * width
      }
    }
  }
}
