import { type Labels, type Matrix, type ResolvedFeatures, sqlName, syntheticColumn, type Table } from 'millrace'
import { drawSample, previousValues, timeOrder, valueStrength } from 'millrace/ml'
import { isNumeric, taskOfTarget } from '../train/read-training.ts'
import type { LeakGateParams } from './params.ts'

/** The training rows as the checks need them: a sample of columns, and what only the order of all rows tells. */
export interface GateRows {
  readonly rows: number
  readonly features: Matrix
  readonly target: Labels | Float64Array
  /** Change of each feature since the row before of the same entity; undefined without a time, or for classes. */
  readonly changes: Matrix | undefined
  /**
   * Above it a column gives the target. In a series whose last value already gives nearly all, a column must leave at most a tenth of what
   * that leaves: the series' own past is no leak.
   */
  readonly limit: number
  readonly measure: 'AUC' | 'R²'
}

/** Rows that were observed: a resampler's rows would be found to be like others. */
export async function observedRows<Tag extends string>(table: Table<Tag>): Promise<Table<Tag>> {
  const marked = (await table.columns()).some(({ name }) => name === syntheticColumn)
  return (marked ? table.sql(`SELECT * FROM self WHERE NOT ${sqlName(syntheticColumn)}`) : table).materialize()
}

/** A column of dates, times or numbers as numbers that order alike. */
export async function timeNumbers(table: Table, time: string): Promise<Float64Array> {
  const value = (await isNumeric(table, time))
    ? `CAST(${sqlName(time)} AS DOUBLE)`
    : `epoch(CAST(${sqlName(time)} AS TIMESTAMP))`
  return table.sql(`SELECT ${value} AS time FROM self`).values('time')
}

/** @throws E_TABLE_… for a column that is missing or of another type */
export async function readGateRows(
  train: Table,
  resolved: ResolvedFeatures,
  params: LeakGateParams,
  seed: number,
): Promise<GateRows> {
  const { names, target, classes, categorical } = resolved
  const categories = Object.fromEntries(
    await Promise.all(categorical.map(async (name) => [name, await train.categories(name)] as const)),
  )
  const task = await taskOfTarget(train, resolved)
  const read = { features: names, categories }
  const all = (await train.matrix(read)).features
  const sample = drawSample(all.rows, params.sample.rows, seed)
  const features = pickMatrix(all, sample)
  if (task === 'classification') {
    const { labels } = await train.matrix({ features: [], target, classes })
    const codes = Int32Array.from(sample, (i) => labels.codes[i]!)
    const known = { classes: labels.classes, codes }
    return {
      rows: all.rows,
      features,
      target: known,
      changes: undefined,
      limit: params.limits.strength,
      measure: 'AUC',
    }
  }
  const values = await train.values(target)
  const sampled = pick(values, sample)
  const shared = { rows: all.rows, features, target: sampled, measure: 'R²' as const }
  if (params.time === undefined) return { ...shared, changes: undefined, limit: params.limits.strength }

  const entity = params.entity === undefined ? undefined : await entityCodes(train, params.entity)
  const order = timeOrder(await timeNumbers(train, params.time), entity)
  const past = valueStrength(pick(previousValues(values, order, entity), sample), sampled).value
  const data = new Float64Array(sample.length * names.length)
  for (let j = 0; j < names.length; j++) {
    const column = all.data.subarray(j * all.rows, (j + 1) * all.rows)
    const before = previousValues(column, order, entity)
    for (const [at, i] of sample.entries()) data[j * sample.length + at] = column[i]! - before[i]!
  }
  const limit = Number.isNaN(past) ? 0 : 1 - (1 - past) / 10
  return { ...shared, changes: { ...features, data }, limit: Math.max(params.limits.strength, limit) }
}

async function entityCodes(table: Table, entity: string): Promise<ArrayLike<number>> {
  const categories = { [entity]: await table.categories(entity) }
  return (await table.matrix({ features: [entity], categories })).features.data
}

function pick(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]!)
}

function pickMatrix(matrix: Matrix, rows: Int32Array): Matrix {
  const data = new Float64Array(rows.length * matrix.columns)
  for (let j = 0; j < matrix.columns; j++) {
    data.set(pick(matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows), rows), j * rows.length)
  }
  return { ...matrix, rows: rows.length, data }
}
