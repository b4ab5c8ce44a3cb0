import { meanSquaredError } from './mean-squared-error.ts'
import type { Weighted } from './sample-weights.ts'

/**
 * The root of the mean squared error, in the unit of the target: large errors count more than in the mean absolute error.
 *
 * Source: scikit-learn, `mean_squared_error(squared=False)`. O(n).
 * @throws as `meanSquaredError`
 * @example rootMeanSquaredError([1, 2], [2, 4]) // 1.5811388300841898
 */
export function rootMeanSquaredError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  options: Weighted = {},
): number {
  return Math.sqrt(meanSquaredError(actual, predicted, options).value)
}
