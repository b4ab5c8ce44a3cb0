import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Labels, Matrix } from '../../src/base/matrix.ts'
import type { Random } from '../../src/base/random.ts'
import { type Classifier, decodeModel, encodeModel, modelFromParts, requireClassifier } from '../../src/ml/index.ts'
import type { FittedModel, Probabilities } from '../../src/ml/model.ts'

/** A matrix from its values row by row, as NumPy writes them. */
export function matrixOf(values: readonly number[], columns: number, names?: readonly string[]): Matrix {
  const rows = values.length / columns
  const data = Float64Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!)
  return { rows, columns, names: names ?? Array.from({ length: columns }, (_, j) => `x${j}`), data }
}

/** The model as it is when it has been written to a file and read again. */
export function rereadParts(model: FittedModel | { toParts(): unknown }): unknown {
  return decodeModel(encodeModel(model.toParts()))
}

export function classifierFrom(model: FittedModel): Classifier {
  return requireClassifier(modelFromParts(rereadParts(model)))
}

/** The values row by row. */
export function rowMajor(matrix: Matrix): number[] {
  const { rows, columns, data } = matrix
  return Array.from({ length: rows * columns }, (_, i) => data[(i % columns) * rows + Math.floor(i / columns)]!)
}

export function labelsOf(names: readonly string[], classes: readonly string[] = [...new Set(names)].sort()): Labels {
  return { classes, codes: Int32Array.from(names, (name) => classes.indexOf(name)) }
}

export function pickRows(matrix: Matrix, rows: readonly number[]): Matrix {
  const data = Float64Array.from({ length: rows.length * matrix.columns }, (_, i) => {
    return matrix.data[Math.floor(i / rows.length) * matrix.rows + rows[i % rows.length]!]!
  })
  return { ...matrix, rows: rows.length, data }
}

export function pickLabels(labels: Labels, rows: readonly number[]): Labels {
  return { classes: labels.classes, codes: Int32Array.from(rows, (row) => labels.codes[row]!) }
}

export function probabilitiesOf(values: readonly number[], classes: readonly string[]): Probabilities {
  return { rows: values.length / classes.length, classes, data: Float64Array.from(values) }
}

/** About normal, of mean 0 and variance 1. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as T
}

/** Where public data lie that are not in the repository. */
export const testData =
  process.env.MILLRACE_TEST_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** The greatest distance between two lists of equal length. */
export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let most = 0
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!))
  return most
}

/** The code of the error that a function throws; '' when it throws none. */
export function codeOf(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** As `codeOf`, of a function that gives a promise. */
export async function failure(run: () => unknown): Promise<string> {
  try {
    await run()
    return ''
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}
