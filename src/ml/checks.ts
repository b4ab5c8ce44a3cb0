import { MillraceError } from '../base/errors/millrace-error.ts'
import type { ColumnSource, Labels, Matrix } from '../base/matrix.ts'
import type { Probabilities } from './model.ts'

/**
 * Rows, columns, names and data belong together, and there is at least one row and one column. Of a source, the lengths
 * of columns are seen when they are read.
 */
export function requireMatrix(features: Matrix | ColumnSource): void {
  const { rows, columns, names } = features
  if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'The features have no rows.')
  if (columns === 0) throw new MillraceError('E_ML_EMPTY', 'The features have no columns.')
  const values = 'data' in features ? features.data.length : rows * columns
  if (values !== rows * columns || names.length !== columns) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `A matrix of ${rows} x ${columns} has ${values} values and ${names.length} names.`,
    )
  }
  if (new Set(names).size !== columns) {
    const twice = names.find((name, j) => names.indexOf(name) !== j)
    throw new MillraceError('E_ML_FEATURES', `The feature "${twice}" is there twice.`, {
      hint: 'Features are found by name: give each its own.',
    })
  }
}

/**
 * Each code is one of the classes, and there is one a row (of `rows`, when given).
 * @returns rows a class, in the order of `classes`: counted on the way
 */
export function requireLabels(labels: Labels, rows?: number): Float64Array {
  const { classes, codes } = labels
  if (codes.length === 0) throw new MillraceError('E_ML_EMPTY', 'There are no labels.')
  if (rows !== undefined && codes.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${codes.length} labels.`, {
      hint: 'Take features and labels from the same rows.',
    })
  }
  const counts = new Float64Array(classes.length)
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! < 0 || codes[i]! >= classes.length) {
      throw new MillraceError(
        'E_ML_LABEL',
        `Label code ${codes[i]} in row ${i + 1}; the classes are ${classes.join(', ')}.`,
      )
    }
    counts[codes[i]!]!++
  }
  return counts
}

/** Two columns of labels of the same rows, coded alike. */
export function requireSameLabels(actual: Labels, predicted: Labels): void {
  requireLabels(actual)
  requireLabels(predicted, actual.codes.length)
  requireSameClasses(actual.classes, predicted.classes)
}

/** Probabilities of the rows of `actual`: classes in the same order, each in 0 … 1, each row summing to 1. */
export function requireProbabilities(actual: Labels, probabilities: Probabilities): void {
  requireLabels(actual)
  const { rows, classes, data } = probabilities
  if (rows !== actual.codes.length || data.length !== rows * classes.length) {
    throw new MillraceError(
      'E_ML_SHAPE',
      `There are ${actual.codes.length} labels, and ${data.length} probabilities of ${rows} rows x ${classes.length} classes.`,
    )
  }
  requireSameClasses(actual.classes, classes)
  for (let i = 0; i < rows; i++) {
    let total = 0
    for (let k = 0; k < classes.length; k++) {
      const p = data[i * classes.length + k]!
      if (!(p >= 0 && p <= 1 + 1e-9)) {
        const code = Number.isNaN(p) ? 'E_ML_NOT_FINITE' : 'E_ML_PARAMETER'
        throw new MillraceError(code, `The probability of "${classes[k]}" in row ${i + 1} is ${p}.`, {
          hint: 'Probabilities are numbers from 0 to 1.',
        })
      }
      total += p
    }
    if (Math.abs(total - 1) > 1e-6) {
      throw new MillraceError('E_ML_PARAMETER', `The probabilities of row ${i + 1} sum to ${total}.`, {
        hint: 'Divide each row by its sum first.',
      })
    }
  }
}

function requireSameClasses(one: readonly string[], other: readonly string[]): void {
  if (one.length !== other.length || one.some((name, k) => name !== other[k])) {
    throw new MillraceError('E_ML_SHAPE', `The classes are ${one.join(', ')} and ${other.join(', ')}.`, {
      hint: 'Bring them into the same order first, with reorderClasses.',
    })
  }
}

/** No NaN and no infinity. @throws E_ML_NOT_FINITE naming the first column and row that has one */
export function requireFiniteMatrix(features: Matrix): void {
  const { data } = features
  // A product with 0 is 0 unless the value is infinite or NaN: one sum tells of all.
  let zero = 0
  for (let i = 0; i < data.length; i++) zero += data[i]! * 0
  if (zero === 0) return
  const at = data.findIndex((value) => !Number.isFinite(value))
  const column = features.names[Math.floor(at / features.rows)]
  throw new MillraceError(
    'E_ML_NOT_FINITE',
    `The feature "${column}" is ${features.data[at]} in row ${(at % features.rows) + 1}.`,
    { hint: 'Fill missing values first, for example with an Imputer.' },
  )
}

/** No NaN and no infinity in a list, which has at least one value. */
export function requireFiniteValues(what: string, values: ArrayLike<number>): void {
  if (values.length === 0) throw new MillraceError('E_ML_EMPTY', `There are no ${what}.`)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new MillraceError('E_ML_NOT_FINITE', `Number ${i} of the ${what} is ${values[i]}.`)
    }
  }
}

/** A whole number, at least `least`. */
export function requireWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return
  throw new MillraceError('E_ML_PARAMETER', `${name} is ${value}.`, { hint: `Use a whole number from ${least}.` })
}

/** A number strictly between 0 and 1, such as the level of an interval. */
export function requireShare(name: string, value: number): void {
  if (value > 0 && value < 1) return
  throw new MillraceError('E_ML_PARAMETER', `${name} is ${value}.`, { hint: 'Use a number between 0 and 1.' })
}
