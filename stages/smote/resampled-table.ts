import { sqlName, syntheticColumn, Table } from 'millrace'
import type { Resampled } from 'millrace/ml'

export interface ResampledColumns {
  readonly target: string
  /** Features that stay true or false where rows are made up; every other one becomes a DOUBLE. */
  readonly flags: readonly string[]
}

/**
 * The given rows that are kept, with all their columns and in their order; then copies of given rows; then rows that were
 * made up, which have only features and target. `synthetic` is true for copies and made-up rows.
 */
export async function resampledTable(
  given: Table<'train'>,
  made: Resampled,
  { target, flags }: ResampledColumns,
): Promise<Table<'train'>> {
  const { features, labels, origin, synthetic } = made
  const columns = await given.columns()
  const kept = new Uint8Array(await given.count())
  const copies: number[] = []
  const madeUp: number[] = []
  for (const [i, row] of origin.entries()) {
    if (synthetic[i] === 0) kept[row] = 1
    else if (row >= 0) copies.push(row)
    else madeUp.push(i)
  }
  const typeOf = (name: string, type: string) =>
    madeUp.length > 0 && features.names.includes(name) && !(type === 'BOOLEAN' && flags.includes(name))
      ? 'DOUBLE'
      : type
  const select = (of: (name: string) => string) =>
    columns.map(({ name, type }) => `CAST(${of(name)} AS ${typeOf(name, type)}) AS ${sqlName(name)}`).join(', ')

  const parts = [
    `SELECT ${select(sqlName)}, false AS ${syntheticColumn} FROM self POSITIONAL JOIN marked WHERE __kept = 1`,
  ]
  const tables: Record<string, Table<'train'>> = {
    marked: Table.from({ __kept: kept, __row: Int32Array.from(kept.keys()) }).withTag('train'),
  }
  if (copies.length > 0) {
    tables.copied = Table.from({ __row: copies, __place: Array.from(copies.keys()) }).withTag('train')
    const from = 'FROM (SELECT * FROM self POSITIONAL JOIN marked) JOIN copied USING (__row) ORDER BY __place'
    parts.push(`SELECT * FROM (SELECT ${select(sqlName)}, true AS ${syntheticColumn} ${from})`)
  }
  if (madeUp.length > 0) {
    const values: Record<string, unknown[]> = { [target]: madeUp.map((i) => labels.classes[labels.codes[i] as number]) }
    features.names.forEach((name, j) => {
      const column = madeUp.map((i) => features.data[j * features.rows + i] as number)
      values[name] = column.map((value) => (Number.isNaN(value) ? null : value))
    })
    const types = Object.fromEntries(features.names.map((name) => [name, 'DOUBLE']))
    tables.made = Table.from(values, { types: { ...types, [target]: 'VARCHAR' } }).withTag('train')
    const known = (name: string) => (Object.hasOwn(values, name) ? sqlName(name) : 'NULL')
    parts.push(`SELECT ${select(known)}, true FROM made`)
  }
  return given.sql(parts.join('\nUNION ALL\n'), tables)
}
