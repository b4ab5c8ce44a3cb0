import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireMatrix } from '../checks.ts'

/** What was fitted: subtract `alpha · (sensitive - mean) · coefficients` from a feature. */
export interface CorrelationRemover {
  readonly features: readonly string[]
  readonly sensitive: readonly string[]
  /** Mean of each sensitive column. */
  readonly means: Float64Array
  /** `sensitive.length` numbers a feature, feature after feature. */
  readonly coefficients: Float64Array
  /** 1 removes all linear correlation, 0 none. */
  readonly alpha: number
}

/**
 * Fits what must be taken from each feature so that it has no linear correlation with the sensitive columns: the least-squares regression of the
 * feature on the centred sensitive columns. A feature with gaps is fitted on the rows that have it.
 *
 * What a tree can find out from several features together, or by a curve, stays: the correlation is gone, not all information.
 *
 * Source: Fairlearn, `CorrelationRemover`. O(n · features · sensitive) and sensitive³ for each feature.
 * @param sensitive numbers, or flags of all values of a facet but one; a column that is a sum of others, or constant, gets the coefficient 0
 * @param options.alpha from 0 to 1, default 1
 * @throws E_ML_EMPTY, E_ML_SHAPE; E_ML_NOT_FINITE for a gap in a sensitive column; E_ML_PARAMETER
 * @example const remover = fitCorrelationRemover(train, sexOfTrain); removeCorrelation(remover, test, sexOfTest)
 */
export function fitCorrelationRemover(
  features: Matrix,
  sensitive: Matrix,
  options: { readonly alpha?: number } = {},
): CorrelationRemover {
  const { alpha = 1 } = options
  requireMatrix(features)
  requireMatrix(sensitive)
  requireFiniteMatrix(sensitive)
  requireSameRows(features, sensitive)
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new MillraceError('E_ML_PARAMETER', `alpha is ${alpha}.`, { hint: 'Use a number from 0 to 1.' })
  }
  const size = sensitive.columns
  const centred = Array.from({ length: size }, (_, k) => {
    const column = matrixColumn(sensitive, k)
    const mean = sum(column) / sensitive.rows
    return { mean, values: Float64Array.from(column, (value) => value - mean) }
  })
  const coefficients = new Float64Array(features.columns * size)
  for (let j = 0; j < features.columns; j++) {
    const column = matrixColumn(features, j)
    const gram = new Float64Array(size * size)
    const right = new Float64Array(size)
    for (let i = 0; i < features.rows; i++) {
      const value = column[i]!
      if (Number.isNaN(value)) continue
      for (let k = 0; k < size; k++) {
        const s = centred[k]!.values[i]!
        right[k]! += s * value
        for (let l = 0; l <= k; l++) gram[k * size + l]! += s * centred[l]!.values[i]!
      }
    }
    coefficients.set(solve(gram, right), j * size)
  }
  const means = Float64Array.from(centred, ({ mean }) => mean)
  return { features: [...features.names], sensitive: [...sensitive.names], means, coefficients, alpha }
}

/**
 * The features without what was fitted. Gaps stay gaps. O(rows · features · sensitive).
 * @throws E_ML_SHAPE; E_ML_FEATURES for other columns than were fitted
 */
export function removeCorrelation(remover: CorrelationRemover, features: Matrix, sensitive: Matrix): Matrix {
  requireSameRows(features, sensitive)
  requireNames('feature', remover.features, features.names)
  requireNames('sensitive column', remover.sensitive, sensitive.names)
  const { rows, columns } = features
  const data = Float64Array.from(features.data)
  for (let k = 0; k < sensitive.columns; k++) {
    const column = matrixColumn(sensitive, k)
    for (let j = 0; j < columns; j++) {
      const taken = remover.alpha * remover.coefficients[j * sensitive.columns + k]!
      for (let i = 0; i < rows; i++) data[j * rows + i]! -= taken * (column[i]! - remover.means[k]!)
    }
  }
  return { ...features, data }
}

/** Cholesky's elimination of the lower triangle `gram`; a pivot that is nothing beside its diagonal is skipped. */
function solve(gram: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const lower = Float64Array.from(gram)
  const skipped = new Uint8Array(size)
  for (let k = 0; k < size; k++) {
    for (let l = 0; l <= k; l++) {
      let rest = gram[k * size + l]!
      for (let m = 0; m < l; m++) rest -= lower[k * size + m]! * lower[l * size + m]!
      if (l < k) lower[k * size + l] = skipped[l] === 1 ? 0 : rest / lower[l * size + l]!
      else if (rest > 1e-10 * gram[k * size + k]!) lower[k * size + k] = Math.sqrt(rest)
      else skipped[k] = 1
    }
  }
  const solution = Float64Array.from(right)
  for (let k = 0; k < size; k++) {
    for (let m = 0; m < k; m++) solution[k]! -= lower[k * size + m]! * solution[m]!
    solution[k] = skipped[k] === 1 ? 0 : solution[k]! / lower[k * size + k]!
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let m = k + 1; m < size; m++) solution[k]! -= lower[m * size + k]! * solution[m]!
    solution[k] = skipped[k] === 1 ? 0 : solution[k]! / lower[k * size + k]!
  }
  return solution
}

function requireSameRows(features: Matrix, sensitive: Matrix): void {
  if (features.rows === sensitive.rows) return
  throw new MillraceError(
    'E_ML_SHAPE',
    `There are ${features.rows} rows, and ${sensitive.rows} of the sensitive columns.`,
  )
}

function requireNames(what: string, fitted: readonly string[], given: readonly string[]): void {
  if (fitted.length === given.length && fitted.every((name, j) => name === given[j])) return
  throw new MillraceError(
    'E_ML_FEATURES',
    `The remover was fitted on the ${what}s ${fitted.join(', ')}, not on ${given.join(', ')}.`,
    {
      hint: 'Give the same columns in the same order.',
    },
  )
}

function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
