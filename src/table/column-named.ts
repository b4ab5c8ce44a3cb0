import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Column } from './relation.ts'

/** @throws E_TABLE_COLUMN with the nearest name when there is no such column */
export function columnNamed(columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name)
  if (found !== undefined) return found
  throw new MillraceError('E_TABLE_COLUMN', `The table has no column "${name}".`, {
    hint: didYouMean(
      name,
      columns.map((column) => column.name),
    ),
  })
}
