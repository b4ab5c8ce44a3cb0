import { MillraceError, type Table } from 'millrace'

/**
 * The column that is taken from the target before learning and added back to what the model says; undefined for none.
 * @throws E_TABLE_COLUMN; E_TABLE_VALUE for a row without one
 */
export async function readOffset(table: Table, name: string | undefined): Promise<Float64Array | undefined> {
  if (name === undefined) return undefined
  const values = await table.values(name)
  const gap = values.findIndex((value) => !Number.isFinite(value))
  if (gap < 0) return values
  throw new MillraceError('E_TABLE_VALUE', `The offset "${name}" is ${values[gap]} in row ${gap + 1}.`, {
    hint: 'Leave out the rows without it in an earlier stage, such as `where` of preprocess.',
  })
}
