import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels, requireMatrix } from '../checks.ts'
import type { ClassSize } from './sampling-strategy.ts'

/**
 * The table in which neighbours are searched: `search`, or the features where they have no gaps. Infinite values are refused
 * in both, missing ones in the search. O(rows · columns).
 * @param count checks the labels and counts the rows of each class
 * @returns the table, and the rows of each class, which were counted on the way
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES, E_ML_LABEL, E_ML_NOT_FINITE
 */
export function requireSearch(
  features: Matrix,
  labels: Labels,
  search: Matrix | undefined,
  count: (labels: Labels, rows: number) => Float64Array = requireLabels,
): { readonly search: Matrix; readonly counts: Float64Array } {
  requireMatrix(features)
  const counts = count(labels, features.rows)
  if (search === undefined) {
    refuse(features, true)
    return { search: features, counts }
  }
  if (search.rows !== features.rows || search.names.join('\n') !== features.names.join('\n')) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `The search matrix is ${search.rows} x ${search.columns}, the features are ${features.rows} x ${features.columns}.`,
      { hint: 'Give it the same rows and the same columns in the same order, imputed and standardised.' },
    )
  }
  requireMatrix(search)
  refuse(search, true)
  refuse(features, false)
  return { search, counts }
}

/**
 * Rows to be copied or left out: gaps are no matter, but shapes and labels must be right.
 * @returns rows a class
 * @throws as `requireSearch`
 */
export function requireRows(features: Matrix, labels: Labels): Float64Array {
  requireMatrix(features)
  return requireLabels(labels, features.rows)
}

function refuse({ data, rows, names }: Matrix, missingToo: boolean): void {
  // The engine's own search needs no warming up.
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: missing } = Number
  const infinite = data.includes(POSITIVE_INFINITY) || data.includes(NEGATIVE_INFINITY)
  if (!infinite && !(missingToo && data.includes(missing))) return
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!
    if (Number.isFinite(value) || (!missingToo && Number.isNaN(value))) continue
    const name = names[Math.floor(at / rows)]
    throw Number.isNaN(value)
      ? new MillraceError(
          'E_ML_NOT_FINITE',
          `The feature "${name}" has missing values, the first in row ${(at % rows) + 1}.`,
          { hint: 'Give an imputed copy as `search`: neighbours are then searched there.' },
        )
      : new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" has the value ${value} in row ${(at % rows) + 1}.`)
  }
}

/** A class has more rows than neighbours are asked for. @throws E_SMOTE_NEIGHBORS */
export function requireNeighbors(parameter: string, k: number, { name, count }: ClassSize): void {
  if (count > k) return
  const hint =
    count >= 2
      ? `Set ${parameter} to ${count - 1} at most, or leave the class out of samplingStrategy.`
      : 'One row has no neighbour: leave the class out of samplingStrategy, or join it with another class.'
  throw new MillraceError(
    'E_SMOTE_NEIGHBORS',
    `Class "${name}" has ${count} row${count === 1 ? '' : 's'}; ${k} neighbours need ${k + 1}.`,
    { hint },
  )
}

/** A table has more rows than neighbours are asked for. @throws E_SMOTE_NEIGHBORS */
export function requireOthers(parameter: string, k: number, rows: number): void {
  if (rows > k) return
  throw new MillraceError('E_SMOTE_NEIGHBORS', `There are ${rows} rows; ${k} neighbours need ${k + 1}.`, {
    hint: `Set ${parameter} to ${rows - 1} at most.`,
  })
}
