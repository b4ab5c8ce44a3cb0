import { MillraceError } from '../../base/errors/millrace-error.ts'

/**
 * The actual values of the rows that count are not all the same. Compared value by value: a sum of squares about a rounded
 * mean would not be 0, and a quotient by it any number.
 * @throws E_ML_ONE_CLASS
 */
export function requireSpread(actual: ArrayLike<number>, weights: Float64Array): void {
  const first = weights.findIndex((weight) => weight > 0)
  for (let i = first + 1; i < actual.length; i++) if (weights[i]! > 0 && actual[i] !== actual[first]) return
  throw new MillraceError(
    'E_ML_ONE_CLASS',
    `All ${actual.length} actual values are ${actual[first]}: nothing is to be explained.`,
  )
}
