import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireLabels, requireMatrix, requireWhole } from '../checks.ts'
import { countClasses } from '../class-weight.ts'
import { type ClassTarget, type SamplingStrategy, samplingTargets } from './sampling-strategy.ts'

export interface SmoteOptions {
  /** Unsigned 32-bit; each class starts its own generator from it. */
  readonly seed: number
  /** Default `auto`: every class as many rows as the largest. */
  readonly samplingStrategy?: SamplingStrategy
  /** Default 5. */
  readonly kNeighbors?: number
  /**
   * The same rows and columns, imputed and standardised: neighbours are searched here, values are taken from the
   * features. Default: the features.
   */
  readonly search?: Matrix
}

export interface Resampled {
  /** The original rows in order, then synthetic rows by class in sorted order of the class names. */
  readonly features: Matrix
  readonly labels: Labels
  /** 1 where a row is synthetic. */
  readonly synthetic: Uint8Array
  /** Rows a class, in the order of `labels.classes`. */
  readonly counts: readonly { readonly class: string; readonly before: number; readonly after: number }[]
}

/** What a method of over-sampling is asked for, one class after another. */
export interface ClassToGrow extends ClassTarget {
  /** The rows of the class, upwards. */
  readonly rows: Int32Array
  /** Columns of the search matrix, for those rows only. */
  readonly search: readonly Float64Array[]
  readonly k: number
  readonly seed: number
}

/**
 * What all methods of over-sampling share: checks, the number of rows to make of each class, and putting the new rows
 * (columns of `generate`, `target.generate` values each) below the old ones. O(n · columns) without `generate`.
 *
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_ONE_CLASS, E_ML_PARAMETER; E_ML_NOT_FINITE for a missing value in
 *   the search matrix or an infinite one in the features; E_SMOTE_NEIGHBORS
 */
export function oversample(
  features: Matrix,
  labels: Labels,
  options: SmoteOptions,
  generate: (target: ClassToGrow) => Float64Array[],
): Resampled {
  const { seed, samplingStrategy = 'auto', kNeighbors: k = 5, search = features } = options
  check(features, labels, search)
  requireWhole('seed', seed, 0)
  requireWhole('kNeighbors', k, 1)
  const targets = samplingTargets(labels, samplingStrategy)
  const total = targets.reduce((sum, target) => sum + target.generate, features.rows)

  const data = new Float64Array(total * features.columns)
  const codes = new Int32Array(total)
  for (let j = 0; j < features.columns; j++) data.set(matrixColumn(features, j), j * total)
  codes.set(labels.codes)
  let next = features.rows
  for (const target of targets) {
    if (target.count <= k) throw tooFewRows(target, k)
    const rows = Int32Array.from(labels.codes.keys()).filter((i) => labels.codes[i] === target.code)
    const points = search.names.map((_, j) => gather(matrixColumn(search, j), rows))
    for (const [j, column] of generate({ ...target, rows, search: points, k, seed }).entries()) {
      data.set(column, j * total + next)
    }
    codes.fill(target.code, next, next + target.generate)
    next += target.generate
  }

  const after = { classes: [...labels.classes], codes }
  const [countsBefore, countsAfter] = [countClasses(labels), countClasses(after)]
  return {
    features: { rows: total, columns: features.columns, names: [...features.names], data },
    labels: after,
    synthetic: new Uint8Array(total).fill(1, features.rows),
    counts: labels.classes.map((name, c) => ({ class: name, before: countsBefore[c]!, after: countsAfter[c]! })),
  }
}

/** The values of some rows. */
export function gather(column: FloatArray, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!)
}

function check(features: Matrix, labels: Labels, search: Matrix): void {
  requireMatrix(features)
  requireLabels(labels, features.rows)
  if (search.rows !== features.rows || search.names.join('\n') !== features.names.join('\n')) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `The search matrix is ${search.rows} x ${search.columns}, the features are ${features.rows} x ${features.columns}.`,
      { hint: 'Give it the same rows and the same columns in the same order, imputed and standardised.' },
    )
  }
  if (search === features && features.data.some(Number.isNaN)) {
    const name = features.names[Math.floor(features.data.findIndex(Number.isNaN) / features.rows)]
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" has missing values.`, {
      hint: 'Give an imputed copy as `search`: neighbours are then searched there.',
    })
  }
  requireMatrix(search)
  requireFiniteMatrix(search)
  const infinite = features.data.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
  if (infinite >= 0) {
    const name = features.names[Math.floor(infinite / features.rows)]
    throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" has the value ${features.data[infinite]}.`)
  }
}

function tooFewRows(target: ClassTarget, k: number): MillraceError {
  const { name, count } = target
  const hint =
    count >= 2
      ? `Set kNeighbors to ${count - 1} at most, or leave the class out of samplingStrategy.`
      : 'One row has no neighbour: leave the class out of samplingStrategy, or join it with another class.'
  return new MillraceError(
    'E_SMOTE_NEIGHBORS',
    `Class "${name}" has ${count} row${count === 1 ? '' : 's'}; ${k} neighbours need ${k + 1}.`,
    { hint },
  )
}
