import type { Matrix } from 'millrace'
import { Imputer } from 'millrace/ml'

/**
 * The matrix in which neighbours are searched: gaps filled with medians, and every column that is not nominal brought
 * to mean 0 and standard deviation 1 (population form), so that no feature decides by its unit alone.
 */
export function searchMatrix(features: Matrix, nominal: readonly string[]): Matrix {
  const imputed = Imputer.fit(features).transform(features)
  const { rows } = imputed
  const data = Float64Array.from(imputed.data)
  imputed.names.forEach((name, j) => {
    if (nominal.includes(name)) return
    const column = data.subarray(j * rows, (j + 1) * rows)
    const mean = column.reduce((sum, value) => sum + value, 0) / rows
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows)
    // A constant column tells nobody apart.
    for (let i = 0; i < rows; i++) column[i] = deviation === 0 ? 0 : ((column[i] as number) - mean) / deviation
  })
  return { ...imputed, data }
}
