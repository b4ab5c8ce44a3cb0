import {
  type ColumnSource,
  type Labels,
  type Matrix,
  MillraceError,
  type ResolvedFeatures,
  syntheticColumn,
  type Table,
} from 'millrace'
import type { Categories } from 'millrace/ml'
import { readOffset } from './read-offset.ts'

export type Task = 'classification' | 'regression'

/** The training rows as a learner takes them. */
export interface TrainingRows {
  /** Not read yet: who takes columns one by one never holds them all. */
  readonly features: ColumnSource
  readonly target: Labels | Float64Array
  /** Rows that were observed and not made by a resampler: gaps are filled by them. The same object where all are. */
  readonly observed: ColumnSource
  readonly sampleWeight: Float64Array | undefined
  readonly categories: Categories
  /** What is taken from the target before learning; undefined for nothing. */
  readonly offset?: Float64Array | undefined
  readonly syntheticRows: number
}

/** Values up to which whole numbers are taken for classes. */
const fewValues = 20

/** What to read of a table: the columns, and what is predicted. */
export interface Reading extends Pick<ResolvedFeatures, 'target' | 'classes' | 'names'> {
  readonly task: Task
  readonly categories: Categories
}

/**
 * Whether the target is classes or numbers, where the learner does both and nobody says: classes where they are declared
 * or the column is no number, or holds a few whole numbers; else numbers.
 */
export async function taskOfTarget(table: Table, { target, classes }: ResolvedFeatures): Promise<Task> {
  if (classes !== undefined || !(await isNumeric(table, target))) return 'classification'
  const distinct = new Set<number>()
  for (const value of await table.values(target)) {
    if (!Number.isInteger(value) && !Number.isNaN(value)) return 'regression'
    distinct.add(value)
    if (distinct.size > fewValues) return 'regression'
  }
  return 'classification'
}

/** Whether a column can be read as numbers: flags cannot, they are names of classes. */
export async function isNumeric(table: Table, name: string): Promise<boolean> {
  const type = (await table.columns()).find((column) => column.name === name)?.type ?? ''
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)
}

/** Features and target of a table. @throws E_TABLE_… for a column that is missing or of another type */
export async function readRows(
  table: Table,
  reading: Reading,
): Promise<{ readonly features: Matrix; readonly target: Labels | Float64Array }> {
  const { names: features, categories } = reading
  return { features: (await table.matrix({ features, categories })).features, target: await readTarget(table, reading) }
}

async function readTarget(table: Table, { target, classes, task }: Reading): Promise<Labels | Float64Array> {
  if (task === 'regression') return table.values(target)
  return (await table.matrix({ features: [], target, classes })).labels
}

/** The categories of the columns that are some, from the training rows. */
export async function readCategories(table: Table, names: readonly string[]): Promise<Categories> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await table.categories(name)] as const)))
}

/** All that a fit needs of the training table. @throws E_ML_EMPTY when it has no rows; as `readRows` */
export async function readTraining(
  table: Table,
  reading: Reading,
  { weight, offset }: { readonly weight?: string | undefined; readonly offset?: string | undefined },
): Promise<TrainingRows> {
  const { names, categories } = reading
  const features = await table.columnSource({ features: names, categories })
  const target = await readTarget(table, reading)
  if (features.rows === 0) throw new MillraceError('E_ML_EMPTY', 'The training table has no rows.')
  const marked = (await table.columns()).some(({ name }) => name === syntheticColumn)
  const real = marked ? await table.sql(`SELECT * FROM self WHERE NOT ${syntheticColumn}`).materialize() : table
  const observed = marked ? await real.columnSource({ features: names, categories }) : features
  return {
    features,
    target,
    observed,
    sampleWeight: weight === undefined ? undefined : await table.values(weight),
    categories,
    offset: await readOffset(table, offset),
    syntheticRows: features.rows - observed.rows,
  }
}
