import { didYouMean, MillraceError } from 'millrace'

/** The columns that were asked for, in the table's order. @throws E_TABLE_COLUMN with the nearest name */
export function choose<Column extends { readonly name: string }>(
  columns: readonly Column[],
  wanted: readonly string[] | undefined,
): readonly Column[] {
  const names = columns.map(({ name }) => name)
  const unknown = wanted?.find((name) => !names.includes(name))
  if (unknown === undefined) return wanted === undefined ? columns : columns.filter(({ name }) => wanted.includes(name))
  throw new MillraceError('E_TABLE_COLUMN', `There is no column "${unknown}".`, { hint: didYouMean(unknown, names) })
}
