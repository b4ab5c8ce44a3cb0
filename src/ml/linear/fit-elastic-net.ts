import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import type { FitOptions } from '../fit-options.ts'
import { requireFiniteTarget, requireWeights } from '../regression-data.ts'
import { centeredRows, interceptOf } from './centered-rows.ts'
import type { LinearFit } from './linear-regressor.ts'
import { shrunk } from './minimize-sparse.ts'
import { requireAlpha } from './ridge.ts'

export interface ElasticNetOptions extends FitOptions {
  /** Strength of the penalty, from 0. Default 1. */
  readonly alpha?: number | undefined
  /** Share of the penalty on absolute values, 0 to 1. Default 0.5. */
  readonly l1Ratio?: number | undefined
  /** Default true. The intercept is not penalised. */
  readonly fitIntercept?: boolean | undefined
  /** Rounds over all coefficients at most. Default 10,000. */
  readonly maxIter?: number | undefined
  /** The end is reached when the duality gap is below `tol * Σ y²`, `y` less its mean. Default 1e-8. */
  readonly tol?: number | undefined
}

/** Columns up to which all products of two columns are made first; rounds then do not look at rows any more. */
const fewColumns = 1000
/** Rounds between two looks at the gap. */
const roundsAtOnce = 10

/**
 * Cyclic coordinate descent: each coefficient in turn goes to its own minimum, all others held. With up to 1,000 columns
 * on the products of columns, `XᵀX` (O(n d² / 2) once, then O(d²) a round), else on the residuals (O(n d) a round). It
 * ends by the duality gap, which is how far the objective can still be from its minimum.
 *
 * Source: Friedman, Hastie and Tibshirani, "Regularization paths for generalized linear models via coordinate descent",
 * Journal of Statistical Software 33 (2010); the gap as in scikit-learn's `_cd_fast.pyx`.
 * @throws see `ElasticNet.fit`
 */
export async function fitElasticNet(
  features: Matrix,
  values: Float64Array,
  options: ElasticNetOptions & { readonly l1Ratio: number },
): Promise<LinearFit> {
  const { alpha = 1, l1Ratio, fitIntercept = true, maxIter = 10_000, tol = 1e-8, signal, progress } = options
  requireFiniteTarget(features, values)
  requireAlpha(alpha)
  requireWhole('maxIter', maxIter, 1)
  if (!(tol > 0)) throw new MillraceError('E_ML_PARAMETER', `tol is ${tol}.`, { hint: 'Use a number above 0.' })
  const given = requireWeights(features.rows, options.sampleWeight)
  const mean = given.reduce((sum, weight) => sum + weight, 0) / given.length
  const weights = options.sampleWeight === undefined ? given : given.map((weight) => weight / mean)
  const rows = centeredRows(features, values, weights, fitIntercept)
  const problem = {
    columns: rows.columns,
    target: rows.target,
    // scikit-learn's objective, n times as large.
    l1: alpha * l1Ratio * features.rows,
    l2: alpha * (1 - l1Ratio) * features.rows,
  }
  const round = features.columns <= fewColumns ? gramRounds(problem) : residualRounds(problem)
  const enough = tol * Math.max(dot(rows.target, rows.target), Number.MIN_VALUE)
  for (let done = 0; ; done += roundsAtOnce) {
    for (let r = 0; r < roundsAtOnce; r++) round.once()
    await new Promise(setImmediate)
    signal?.throwIfAborted()
    progress?.(Math.min(done + roundsAtOnce, maxIter), maxIter)
    const gap = dualityGap(problem, round.coefficients)
    if (gap <= enough) break
    if (done >= maxIter) {
      throw new MillraceError('E_ML_CONVERGENCE', `The coefficients have not settled in ${maxIter} rounds.`, {
        hint: 'Scale the features, or use a greater alpha or maxIter.',
      })
    }
  }
  progress?.(maxIter, maxIter)
  const coefficients = round.coefficients
  return { featureNames: features.names, coefficients, intercept: interceptOf(rows, coefficients) }
}

interface Problem {
  readonly columns: readonly Float64Array[]
  readonly target: Float64Array
  readonly l1: number
  readonly l2: number
}

interface Rounds {
  readonly coefficients: Float64Array
  /** One round over all coefficients. */
  once(): void
}

function gramRounds({ columns, target, l1, l2 }: Problem): Rounds {
  const d = columns.length
  const gram = columns.map((a) => Float64Array.from(columns, (b) => dot(a, b)))
  const coefficients = new Float64Array(d)
  // X_jᵀ (y - X w)
  const pull = Float64Array.from(columns, (column) => dot(column, target))
  const once = (): void => {
    for (let j = 0; j < d; j++) {
      const own = gram[j]![j]!
      if (own === 0) continue
      const now = coefficients[j]!
      const next = shrunk(pull[j]! + now * own, l1) / (own + l2)
      if (next === now) continue
      coefficients[j] = next
      for (let k = 0; k < d; k++) pull[k]! -= gram[j]![k]! * (next - now)
    }
  }
  return { coefficients, once }
}

function residualRounds({ columns, target, l1, l2 }: Problem): Rounds {
  const coefficients = new Float64Array(columns.length)
  const norms = columns.map((column) => dot(column, column))
  const residual = target.slice()
  const once = (): void => {
    for (const [j, column] of columns.entries()) {
      const own = norms[j]!
      if (own === 0) continue
      const now = coefficients[j]!
      const next = shrunk(dot(column, residual) + now * own, l1) / (own + l2)
      if (next === now) continue
      coefficients[j] = next
      for (let i = 0; i < residual.length; i++) residual[i]! -= (next - now) * column[i]!
    }
  }
  return { coefficients, once }
}

/** How far `½|y - Xw|² + l1 Σ|w| + ½ l2 Σw²` is above its minimum at most. Without l1 the gap of ridge regression. */
function dualityGap({ columns, target, l1, l2 }: Problem, w: Float64Array): number {
  const residual = target.slice()
  for (const [j, column] of columns.entries()) {
    if (w[j] !== 0) for (let i = 0; i < residual.length; i++) residual[i]! -= w[j]! * column[i]!
  }
  let steepest = 0
  let sum = 0
  for (const [j, column] of columns.entries()) {
    steepest = Math.max(steepest, Math.abs(dot(column, residual) - l2 * w[j]!))
    sum += Math.abs(w[j]!)
  }
  const rr = dot(residual, residual)
  const ww = dot(w, w)
  // Without l1 there is no feasible dual point but at the minimum: how far the slopes are from 0 stands in.
  if (l1 === 0) return steepest * sum
  const share = steepest > l1 ? l1 / steepest : 1
  return 0.5 * rr * (1 + share * share) + l1 * sum - share * dot(residual, target) + 0.5 * l2 * (1 + share * share) * ww
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
