import { type Labels, MillraceError, sqlName, Table } from 'millrace'
import { mostProbable, type Probabilities, type SplitFold, type Validated } from 'millrace/ml'
import { pickPredicted } from './pick-predicted.ts'

/**
 * The tested rows in the order of the table: the columns to keep, the target, the number of the fold, what was predicted,
 * and for classes the probability of each.
 * @throws E_PARAMS when a column to keep has the name of one that is made
 */
export async function predictionTable(
  rows: Table,
  validated: Validated<Labels | Float64Array>,
  split: readonly SplitFold[],
  { keep, target }: { readonly keep: readonly string[]; readonly target: string },
): Promise<Table<'test'>> {
  const predicted = validated.outOfFold.predicted as Probabilities | Float64Array
  const fold = new Int32Array(await rows.count())
  for (const [f, { test }] of split.entries()) for (const row of test) fold[row] = f + 1
  const made: Record<string, ArrayLike<unknown>> = { fold, ...predictedColumns(predicted) }
  const given = [...new Set([...keep, target])]
  const taken = given.find((name) => Object.hasOwn(made, name))
  if (taken !== undefined) {
    throw new MillraceError('E_PARAMS', `The table has a column "${taken}", and so have the predictions.`, {
      hint: 'Name in `keep` the columns that identify a row, and leave this one out.',
    })
  }
  // Names of its own, so that a column of the table that is not kept cannot be meant.
  const places = Object.keys(made).map((name, i) => [`__made_${i}`, name] as const)
  const beside = Table.from(Object.fromEntries(places.map(([own, name]) => [own, made[name]])) as never)
  const select = [...given.map(sqlName), ...places.map(([own, name]) => `${own} AS ${sqlName(name)}`)]
  const query = `SELECT ${select.join(', ')} FROM self POSITIONAL JOIN beside WHERE __made_0 > 0`
  return rows.sql(query, { beside }).withTag('test')
}

/** One value a row of the table; what stands at rows that no fold tests is filtered out. */
function predictedColumns(predicted: Probabilities | Float64Array): Record<string, ArrayLike<unknown>> {
  if (predicted instanceof Float64Array) return { predicted }
  const { classes, data, rows } = predicted
  const size = classes.length
  const tested = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => !Number.isNaN(data[row * size]))
  const names = new Array<string>(rows).fill('')
  const { codes } = mostProbable(pickPredicted(predicted, tested))
  for (const [i, row] of tested.entries()) names[row] = classes[codes[i] as number] as string
  const columns: Record<string, ArrayLike<unknown>> = { predicted: names }
  for (const [k, name] of classes.entries()) {
    columns[`p_${name}`] = Float64Array.from({ length: rows }, (_, i) => data[i * size + k] as number)
  }
  return columns
}
