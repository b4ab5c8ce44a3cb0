import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireMatrix, requireWhole } from '../checks.ts'
import { dependenceGrid, type GridOptions } from './dependence-grid.ts'

export interface PartialDependenceOptions extends Omit<GridOptions, 'categorical'> {
  /** Which of the features are codes of categories. */
  readonly categorical?: readonly string[] | undefined
}

export interface PartialDependence {
  readonly names: readonly string[]
  /** The values of each of the features. */
  readonly grid: readonly Float64Array[]
  /** The mean prediction at each point; of two features the second's values run fastest. */
  readonly average: Float64Array
  /** rows x points: what is predicted of each row with the features so, its individual conditional expectation (ICE). */
  readonly individual: Float64Array
}

/**
 * What a model says, on average over rows, when one feature (or two) has each of some values and all others stay as they are:
 * partial dependence, and the curve of each row. It tells of the model, not of the world; where features go together it asks
 * about rows that do not occur.
 *
 * Source: Friedman, "Greedy function approximation" (2001), §8.2; Goldstein et al., "Peeking inside the black box" (2015), for
 * the curves; scikit-learn, `partial_dependence(method='brute', kind='both')`. O(points · rows) predictions.
 * @param predict one number a row
 * @param names one feature or two
 * @throws E_ML_FEATURES for a name that is none of the features, or twice the same; E_ML_EMPTY for a feature that is missing in
 *   every row; E_ML_PARAMETER for options out of their range; what `predict` throws
 * @example partialDependence(test, (rows) => model.predict(rows), ['age']).average
 */
export function partialDependence(
  features: Matrix,
  predict: (features: Matrix) => Float64Array,
  names: readonly [string] | readonly [string, string],
  options: PartialDependenceOptions = {},
): PartialDependence {
  requireMatrix(features)
  const { categorical = [], resolution = 100, percentiles = [0.05, 0.95] } = options
  requireWhole('resolution', resolution, 2)
  requirePercentiles(percentiles)
  const places = names.map((name) => placeOf(features, name))
  if (places.length === 2 && places[0] === places[1]) {
    throw new MillraceError('E_ML_FEATURES', `The feature "${names[0]}" is asked for beside itself.`, {
      hint: 'Give one feature, or two different ones.',
    })
  }
  const grid = places.map((j, at) => {
    const name = names[at]!
    const values = dependenceGrid(matrixColumn(features, j), {
      resolution,
      percentiles,
      categorical: categorical.includes(name),
    })
    if (values.length > 0) return values
    throw new MillraceError('E_ML_EMPTY', `The feature "${name}" is missing in every row.`)
  })

  const { rows } = features
  const points = grid.reduce((count, values) => count * values.length, 1)
  const average = new Float64Array(points)
  const individual = new Float64Array(rows * points)
  const asked: Matrix = { ...features, data: features.data.slice() }
  for (let p = 0; p < points; p++) {
    let rest = p
    for (let at = places.length - 1; at >= 0; at--) {
      const values = grid[at]!
      matrixColumn(asked, places[at]!).fill(values[rest % values.length]!)
      rest = Math.floor(rest / values.length)
    }
    const said = predict(asked)
    for (let i = 0; i < rows; i++) {
      individual[i * points + p] = said[i]!
      average[p]! += said[i]! / rows
    }
  }
  return { names, grid, average, individual }
}

function placeOf(features: Matrix, name: string): number {
  const j = features.names.indexOf(name)
  if (j >= 0) return j
  throw new MillraceError('E_ML_FEATURES', `There is no feature "${name}".`, { hint: didYouMean(name, features.names) })
}

function requirePercentiles([low, high]: readonly [number, number]): void {
  if (low >= 0 && high <= 1 && low < high) return
  throw new MillraceError('E_ML_PARAMETER', `percentiles are ${low} and ${high}.`, {
    hint: 'Use two shares from 0 to 1, the lower one first.',
  })
}
