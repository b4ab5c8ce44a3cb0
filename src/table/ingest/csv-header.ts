import { MillraceError } from '../../base/errors/millrace-error.ts'
import { dateRules, defaultDateFormats } from './date-formats.ts'
import { isReal } from './infer-type.ts'
import { type CsvRow, positionInText } from './split-csv.ts'

export interface HeaderOptions {
  /** `auto` takes the first row as the header and refuses one that holds numbers or dates. */
  readonly header: 'auto' | boolean
  /** Names, where the file has no header. */
  readonly columns?: readonly string[] | undefined
}

/** A name a field, in the file's order; `''` for an unnamed one. */
export type CsvHeader = readonly string[]

const dates = dateRules(defaultDateFormats, 70)

/**
 * The names in a header row.
 * @throws E_CSV_HEADER at the first name that is repeated (whatever its case: DuckDB's names ignore it), or, when the
 * header is not said to be one, at the first cell that looks like data
 */
export function readHeader(file: string, text: string, row: CsvRow, { header }: HeaderOptions): CsvHeader {
  const names = row.cells.map((cell) => cell.trim())
  const at = (index: number) => positionInText(file, text, row.starts[index]!)
  const known = new Map<string, string>()
  for (const [j, name] of names.entries()) {
    if (name === '') continue
    if (header === 'auto' && (isReal(name) || dates.date(name) !== undefined)) {
      throw new MillraceError('E_CSV_HEADER', `The first row of ${file} looks like data, not like names: "${name}".`, {
        at: at(j),
        hint: 'Say `header: false` and give the names by `columns: [...]`, or `header: true` if these are names.',
      })
    }
    const earlier = known.get(name.toLowerCase())
    if (earlier !== undefined) {
      const how = earlier === name ? 'stands twice' : `differs from "${earlier}" in case only`
      throw new MillraceError('E_CSV_HEADER', `The name "${name}" in the header of ${file} ${how}.`, {
        at: at(j),
        hint: 'Rename one in the file, or say `header: false`, `skipLines: 1` and give the names by `columns: [...]`.',
      })
    }
    known.set(name.toLowerCase(), name)
  }
  return names
}

/** Names for a file without a header. @throws E_CSV_HEADER for a repeated name, or fewer names than the first row has fields */
export function givenHeader(file: string, row: CsvRow, { columns }: HeaderOptions): CsvHeader {
  if (columns === undefined) return row.cells.map((_, j) => `column_${j + 1}`)
  const folded = columns.map((name) => name.toLowerCase())
  const repeated = columns.find((_, j) => folded.indexOf(folded[j]!) < j)
  if (repeated !== undefined)
    throw new MillraceError('E_CSV_HEADER', `The name "${repeated}" is given twice in \`columns\`.`, {
      hint: 'Give each column a name of its own; upper and lower case are the same.',
    })
  if (columns.length < row.cells.length) {
    throw new MillraceError(
      'E_CSV_HEADER',
      `${file} has ${row.cells.length} fields in a row, and \`columns\` has ${columns.length} of their names.`,
      { hint: 'Give a name for each field.' },
    )
  }
  return columns
}
