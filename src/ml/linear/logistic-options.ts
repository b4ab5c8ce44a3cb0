import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import type { ClassWeight } from '../class-weight.ts'
import type { FitOptions } from '../fit-options.ts'
import type { LogisticSolver } from './logistic.program.ts'

export type Penalty = 'l1' | 'l2' | 'elasticnet' | 'none'

/** scikit-learn's names, in camelCase. */
export interface LogisticRegressionOptions extends FitOptions {
  /** Default `l2`. */
  readonly penalty?: Penalty | undefined
  /** Inverse strength of the penalty: smaller holds the coefficients closer to 0. Default 1. */
  readonly C?: number | undefined
  /** Of `elasticnet`, and needed there: the share of the l1 penalty, 0 to 1. */
  readonly l1Ratio?: number | undefined
  /** Default true. */
  readonly fitIntercept?: boolean | undefined
  /** Fit on features of mean 0 and standard deviation 1, so that the penalty treats them alike. Default false. */
  readonly standardize?: boolean | undefined
  readonly classWeight?: ClassWeight | undefined
  /** Default 1000; Newton's method needs about 10. */
  readonly maxIter?: number | undefined
  /** How far the objective may still be from its minimum, as a share of it, before the last step. Default 1e-10. */
  readonly tol?: number | undefined
  /**
   * Default `auto`: coordinate descent where there is an l1 penalty; else Newton's method, and L-BFGS where the Hessian
   * would be dear (more than 300 coefficients). All come to the same minimum.
   */
  readonly solver?: 'auto' | LogisticSolver | undefined
}

export interface ResolvedLogisticOptions {
  readonly C: number
  readonly l1: number
  readonly l2: number
  readonly fitIntercept: boolean
  readonly standardize: boolean
  readonly classWeight: ClassWeight
  readonly maxIter: number
  readonly tol: number
  readonly solver: LogisticSolver
}

const penalties = ['l1', 'l2', 'elasticnet', 'none']
const solvers = ['auto', 'newton', 'lbfgs', 'coordinateDescent']
/** Coefficients up to which the Hessian is cheap beside the passes over the rows that it saves. */
const fewCoefficients = 300
/** What coordinate descent's Hessian may have: 128 MB. */
const mostSparse = 4000

/** @param size coefficients of the model @throws E_ML_PARAMETER naming the option, the value seen and what to use */
export function resolveLogisticOptions(options: LogisticRegressionOptions, size: number): ResolvedLogisticOptions {
  const { penalty = 'l2', C = 1, l1Ratio, fitIntercept = true, standardize = false, classWeight = null } = options
  const { maxIter = 1000, tol = 1e-10, solver = 'auto' } = options
  requireOneOf('penalty', penalty, penalties)
  requireOneOf('solver', solver, solvers)
  requireWhole('maxIter', maxIter, 1)
  if (!(C > 0 && Number.isFinite(C))) throw wrong('C', C, 'Use a number above 0.')
  if (!(tol > 0 && tol < 1)) throw wrong('tol', tol, 'Use a number between 0 and 1, such as 1e-10.')
  if (penalty === 'elasticnet' && !(l1Ratio !== undefined && l1Ratio >= 0 && l1Ratio <= 1)) {
    throw wrong('l1Ratio', l1Ratio, 'The penalty "elasticnet" needs a number from 0 (l2) to 1 (l1).')
  }
  if (penalty !== 'elasticnet' && l1Ratio !== undefined) {
    throw wrong('l1Ratio', l1Ratio, `It belongs to the penalty "elasticnet", and the penalty is "${penalty}".`)
  }
  const l1 = { none: 0, l2: 0, l1: 1, elasticnet: l1Ratio ?? 0 }[penalty]
  const l2 = { none: 0, l2: 1, l1: 0, elasticnet: 1 - (l1Ratio ?? 0) }[penalty]
  const sparse = l1 > 0
  if (solver !== 'auto' && sparse !== (solver === 'coordinateDescent')) {
    throw wrong(
      'solver',
      solver,
      `With the penalty "${penalty}" use ${sparse ? 'coordinateDescent' : 'newton or lbfgs'}.`,
    )
  }
  if (sparse && size > mostSparse) {
    throw wrong(
      'penalty',
      penalty,
      `With an l1 penalty a model has ${mostSparse} coefficients at most; this has ${size}.`,
    )
  }
  const smooth = size <= fewCoefficients ? 'newton' : 'lbfgs'
  const chosen = solver !== 'auto' ? solver : sparse ? 'coordinateDescent' : smooth
  return { C, l1, l2, fitIntercept, standardize, classWeight, maxIter, tol, solver: chosen }
}

function requireOneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw wrong(name, `"${value}"`, didYouMean(String(value), known))
}

function wrong(name: string, value: unknown, hint: string): MillraceError {
  return new MillraceError('E_ML_PARAMETER', `${name} is ${String(value)}.`, { hint })
}
