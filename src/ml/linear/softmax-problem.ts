import type { FloatArray } from '../../base/matrix.ts'

/**
 * What logistic regression minimises, as a function of its coefficients `theta`:
 *
 * `f(θ) = C Σ_i w_i (log Σ_k e^(z_ik) - z_{i, y_i}) + ½ l2 Σ |β_kj|² + l1 Σ |β_kj|`, `z_ik = β_k · x_i + b_k`
 *
 * Intercepts are free. The rows `x_i` are `(column - center) / scale`. `theta` has a vector of `width` numbers (the
 * intercept last, where there is one) for each free class: two classes need one vector, that of the second class (the
 * first one's is 0); more classes have a vector each.
 *
 * Source: scikit-learn 1.2.1, `LogisticRegression`; Bishop, "Pattern Recognition and Machine Learning", 4.3.4.
 */
export interface SoftmaxProblem {
  readonly rows: number
  readonly columns: readonly FloatArray[]
  readonly center: Float64Array
  readonly scale: Float64Array
  readonly codes: Int32Array
  readonly classCount: number
  /** One a row, times C. */
  readonly weights: Float64Array
  readonly intercept: boolean
  readonly l2: number
  readonly l1: number
}

/** The index of the first class that has a vector. */
export function firstFreeClass(classCount: number): number {
  return classCount === 2 ? 1 : 0
}

/** How many numbers `theta` has, and how they lie. */
export interface SoftmaxLayout {
  /** Numbers a class: the features, and the intercept. */
  readonly width: number
  readonly vectors: number
  /** `vectors * width` */
  readonly size: number
  /** Pairs of classes with a block of the Hessian each: (0,0), (1,0), (1,1), (2,0) … */
  readonly pairs: number
}

export function softmaxLayout(problem: Pick<SoftmaxProblem, 'columns' | 'intercept' | 'classCount'>): SoftmaxLayout {
  const width = problem.columns.length + (problem.intercept ? 1 : 0)
  const vectors = problem.classCount - firstFreeClass(problem.classCount)
  return { width, vectors, size: vectors * width, pairs: (vectors * (vectors + 1)) / 2 }
}

/**
 * Every `step`-th row as a problem of its own whose minimum lies near that of the whole: weights are scaled up, so that
 * the penalty counts as much. Undefined when a class would have fewer than ten rows.
 */
export function thinned(problem: SoftmaxProblem, step: number): SoftmaxProblem | undefined {
  const rows = Math.floor(problem.rows / step)
  const pick = <T extends FloatArray | Int32Array>(values: T): T => {
    const part = new (values.constructor as new (length: number) => T)(rows)
    for (let i = 0; i < rows; i++) part[i] = values[i * step]!
    return part
  }
  const codes = pick(problem.codes)
  const counts = new Int32Array(problem.classCount)
  for (const code of codes) counts[code]!++
  if (counts.some((count) => count < 10)) return undefined
  const weights = pick(problem.weights)
  for (let i = 0; i < rows; i++) weights[i]! *= step
  if (!weights.some((weight) => weight > 0)) return undefined
  return { ...problem, rows, columns: problem.columns.map(pick), codes, weights }
}
