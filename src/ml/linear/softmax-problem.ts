import type { FloatArray } from '../../base/matrix.ts'

/**
 * What logistic regression minimises, as a function of its coefficients `theta`:
 *
 * `f(θ) = C Σ_i w_i (log Σ_k e^(z_ik) - z_{i, y_i}) + ½ l2 Σ |β_kj|² + l1 Σ |β_kj|`, `z_ik = β_k · x_i + b_k`
 *
 * Intercepts are free. The rows `x_i` are `(column - center) · inverse`. `theta` has a vector of `width` numbers (the
 * intercept last, where there is one) for each free class: two classes need one vector, that of the second class (the
 * first one's is 0); more classes have a vector each.
 *
 * All arrays lie in the memory of the kernels.
 * Source: scikit-learn 1.2.1, `LogisticRegression`; Bishop, "Pattern Recognition and Machine Learning", 4.3.4.
 */
export interface SoftmaxProblem {
  readonly rows: number
  /**
   * 1 takes all rows. A greater number takes every such block of rows only, each as often: a problem whose minimum lies
   * near that of the whole at a fraction of the work.
   */
  readonly every: number
  readonly columns: number
  /** `rows * columns` values, column-major. */
  readonly data: FloatArray
  readonly center: Float64Array
  readonly inverse: Float64Array
  /** One a row, and one more place. */
  readonly codes: Int32Array
  readonly classCount: number
  /** One a row, times C, and a 0. */
  readonly weights: Float64Array
  readonly totalWeight: number
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
  const width = problem.columns + (problem.intercept ? 1 : 0)
  const vectors = problem.classCount - firstFreeClass(problem.classCount)
  return { width, vectors, size: vectors * width, pairs: (vectors * (vectors + 1)) / 2 }
}
