import {
  createRandom,
  deriveSeed,
  type Labels,
  type Matrix,
  MillraceError,
  syntheticColumn,
  type Table,
} from 'millrace'
import type { Model } from 'millrace/ml'
import type { ExplainParams } from './params.ts'

/** The rows that are explained, with what was. */
export interface Explained {
  readonly features: Matrix
  readonly actual: Labels | Float64Array
  /** Their numbers in the table, from 0, rising. */
  readonly numbers: readonly number[]
  /** How each is called. */
  readonly names: readonly string[]
  readonly rowsInTable: number
}

/** @throws E_ML_EMPTY when the table has no rows; E_TABLE_… for a column that is missing */
export async function readExplained(
  table: Table,
  model: Model,
  target: string,
  params: ExplainParams,
  seed: number,
): Promise<Explained> {
  const { categories } = model
  const classes = model.task === 'classification' ? model.classes : undefined
  const reading = { features: model.featureNames, categories }
  const read =
    classes === undefined
      ? { features: (await table.matrix(reading)).features, actual: await table.values(target) }
      : await table.matrix({ ...reading, target, classes }).then((both) => ({ ...both, actual: both.labels }))
  const { features, actual } = read
  if (features.rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to explain.')
  const numbers = drawRows(features.rows, params.rows, deriveSeed(seed, 'rows'))
  return {
    features: pickRows(features, numbers),
    actual:
      actual instanceof Float64Array
        ? Float64Array.from(numbers, (i) => actual[i] as number)
        : { classes: actual.classes, codes: Int32Array.from(numbers, (i) => actual.codes[i] as number) },
    numbers,
    names: await namesOf(table, numbers, params),
    rowsInTable: features.rows,
  }
}

/** Rows that stand for what is usual: observed ones, not those that a resampler made. */
export async function readBackground(
  table: Table | undefined,
  model: Model,
  params: ExplainParams,
  seed: number,
): Promise<Matrix | undefined> {
  if (table === undefined) return undefined
  const marked = (await table.columns()).some((column) => column.name === syntheticColumn)
  const observed = marked ? table.sql(`SELECT * FROM self WHERE NOT ${syntheticColumn}`) : table
  const { features } = await observed.matrix({ features: model.featureNames, categories: model.categories })
  return pickRows(features, drawRows(features.rows, params.background, deriveSeed(seed, 'background')))
}

/** The numbers of at most `most` of `rows` rows, rising. */
function drawRows(rows: number, most: number, seed: number): number[] {
  const order = Array.from({ length: rows }, (_, i) => i)
  if (rows <= most) return order
  const random = createRandom(seed)
  for (let i = 0; i < most; i++) {
    const other = i + random.integer(rows - i)
    const row = order[i] as number
    order[i] = order[other] as number
    order[other] = row
  }
  return order.slice(0, most).sort((a, b) => a - b)
}

function pickRows(matrix: Matrix, numbers: readonly number[]): Matrix {
  const data = new Float64Array(numbers.length * matrix.columns)
  for (let j = 0; j < matrix.columns; j++) {
    numbers.forEach((i, at) => {
      data[j * numbers.length + at] = matrix.data[j * matrix.rows + i] as number
    })
  }
  return { ...matrix, rows: numbers.length, data }
}

async function namesOf(table: Table, numbers: readonly number[], { rowLabel }: ExplainParams): Promise<string[]> {
  if (rowLabel.length === 0) return numbers.map((i) => `row ${i + 1}`)
  // A column that is not there is named with the nearest one that is.
  for (const label of rowLabel) await table.column(label)
  const rows = await table.rows()
  return numbers.map((i) => rowLabel.map((label) => String(rows[i]?.[label] ?? '—')).join(', '))
}
