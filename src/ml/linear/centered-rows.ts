import { type Matrix, matrixColumn } from '../../base/matrix.ts'
import { columnSpread } from './column-spread.ts'

/** Columns and target less their weighted means (where there is an intercept), each row times the root of its weight. */
export interface CenteredRows {
  readonly columns: readonly Float64Array[]
  readonly target: Float64Array
  readonly means: Float64Array
  readonly targetMean: number
}

/**
 * What least squares work on: with the means taken off, the intercept needs no column of its own, and
 * `intercept = mean(y) - Σ w_j mean(x_j)` afterwards. O(n d), one copy of the matrix.
 * @param further rows of zeros that each column gets at its end
 */
export function centeredRows(
  features: Matrix,
  values: Float64Array,
  weights: Float64Array,
  fitIntercept: boolean,
  further = 0,
): CenteredRows {
  const roots = weights.map(Math.sqrt)
  const center = (column: Float64Array | Float32Array, mean: number): Float64Array => {
    const centered = new Float64Array(column.length + further)
    for (let i = 0; i < column.length; i++) centered[i] = (column[i]! - mean) * roots[i]!
    return centered
  }
  const meanOf = (column: Float64Array | Float32Array): { mean: number; constant: boolean } => {
    if (!fitIntercept) return { mean: 0, constant: false }
    const { mean, deviation } = columnSpread(column, weights)
    return { mean, constant: deviation === 0 }
  }
  const means = new Float64Array(features.columns)
  const columns = features.names.map((_, j) => {
    const column = matrixColumn(features, j)
    const { mean, constant } = meanOf(column)
    means[j] = mean
    // What is left of a constant column is rounding, and would be taken for a feature.
    return constant ? new Float64Array(column.length + further) : center(column, mean)
  })
  const targetMean = meanOf(values).mean
  return { columns, target: center(values, targetMean), means, targetMean }
}

/** `mean(y) - Σ w_j mean(x_j)`: 0 where nothing was centered. */
export function interceptOf({ means, targetMean }: CenteredRows, coefficients: Float64Array): number {
  let intercept = targetMean
  for (let j = 0; j < means.length; j++) intercept -= coefficients[j]! * means[j]!
  return intercept
}
