import { type Matrix, sqlName, syntheticColumn, Table } from 'millrace'

export interface SyntheticRows {
  /** All rows, the given ones first. */
  readonly features: Matrix
  /** The class of each of them. */
  readonly labels: readonly string[]
  readonly target: string
  /** Features that stay true or false; every other one becomes a DOUBLE. */
  readonly flags: readonly string[]
}

/** The given rows with all their columns, then the synthetic ones, which have only features and target. */
export async function appendSynthetic(given: Table<'train'>, made: SyntheticRows): Promise<Table<'train'>> {
  const { features, labels, target, flags } = made
  const columns = await given.columns()
  const first = await given.count()
  const synthetic: Record<string, unknown[]> = { [target]: labels.slice(first) }
  features.names.forEach((name, j) => {
    const values = features.data.subarray(j * features.rows + first, (j + 1) * features.rows)
    synthetic[name] = Array.from(values, (value) => (Number.isNaN(value) ? null : value))
  })
  const types = Object.fromEntries(features.names.map((name) => [name, 'DOUBLE']))
  const table = Table.from(synthetic, { types: { ...types, [target]: 'VARCHAR' } })
  const typeOf = (name: string, type: string) =>
    features.names.includes(name) ? (type === 'BOOLEAN' && flags.includes(name) ? type : 'DOUBLE') : type
  const select = (of: (name: string, type: string) => string) =>
    columns.map(({ name, type }) => `CAST(${of(name, type)} AS ${typeOf(name, type)}) AS ${sqlName(name)}`).join(', ')
  const known = (name: string) => (Object.hasOwn(synthetic, name) ? sqlName(name) : 'NULL')
  return given.sql(
    `SELECT ${select(sqlName)}, false AS ${syntheticColumn} FROM self
     UNION ALL
     SELECT ${select(known)}, true FROM made`,
    { made: table.withTag('train') },
  )
}
