import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { currentSession } from '../current-session.ts'
import type { Session } from '../session.ts'
import { type CsvHeader, givenHeader, type HeaderOptions, readHeader } from './csv-header.ts'
import { dateRules, defaultDateFormats } from './date-formats.ts'
import { fileLabels } from './file-labels.ts'
import { type Ingested, Rejects, type TextColumn, typeColumns } from './ingested.ts'
import { readText, type TextEncoding } from './read-text.ts'
import { type CsvRow, detectDelimiter, splitCsv } from './split-csv.ts'

export interface CsvOptions {
  /** Default `auto`: of comma, semicolon, tab and bar, the one that cuts the file most evenly. */
  readonly delimiter?: string | undefined
  /** Default `auto`: the first row, unless it looks like data, which is an error. */
  readonly header?: 'auto' | boolean | undefined
  /** Names for a file without a header (`header: false`). */
  readonly columns?: readonly string[] | undefined
  /** Lines to pass over at the beginning of each file. Default 0. */
  readonly skipLines?: number | undefined
  readonly encoding?: TextEncoding | undefined
  /** Removes spaces around fields. Default false. */
  readonly trim?: boolean | undefined
  /** Texts that stand for a missing value. Default: the empty text. */
  readonly nullTokens?: readonly string[] | undefined
  /** Types by column; other columns are typed by their values. */
  readonly types?: Readonly<Record<string, string>> | undefined
  /** Default `yyyy-mm-dd`, `dd/mm/yyyy` and `dd/mm/yy`, mixed at will. Month first must be said: `mm/dd/yyyy`. */
  readonly dateFormats?: readonly string[] | undefined
  /** Two-digit years below it are 20yy, others 19yy. Default 70. */
  readonly pivot?: number | undefined
  /** Adds a column of this name with the name of the file that a row came from. */
  readonly sourceColumn?: string | undefined
}

/** The state of a reading of several files: columns by name, in order of first appearance. */
class CsvUnion {
  readonly columns: { readonly name: string; readonly values: (string | null)[] }[] = []
  readonly byName = new Map<string, number>()
  readonly files: { readonly label: string; readonly firstRow: number }[] = []
  readonly lines: number[] = []
  readonly notes: string[] = []
  readonly rejects = new Rejects()
  rows = 0
  blankRows = 0
  raggedRows = 0

  column(name: string): number {
    const known = this.byName.get(name.toLowerCase())
    if (known !== undefined) return known
    this.byName.set(name.toLowerCase(), this.columns.length)
    this.columns.push({ name, values: [] })
    return this.columns.length - 1
  }

  /** A column for a field without a name, which no other field of the same file has. */
  unnamedColumn(field: number, taken: readonly number[]): number {
    let name = `column_${field + 1}`
    while (taken.includes(this.column(name))) name += '_'
    return this.column(name)
  }

  placeOf(row: number): { file: string; line: number } {
    const file = this.files.findLast(({ firstRow }) => firstRow <= row)!
    return { file: file.label, line: this.lines[row]! }
  }
}

function lastFilled(cells: readonly string[], trim: boolean): number {
  let last = cells.length - 1
  while (last >= 0 && (trim ? cells[last]!.trim() : cells[last]) === '') last--
  return last
}

/** Splits one file and appends its rows to the union. */
function appendFile(union: CsvUnion, label: string, text: string, options: CsvOptions): void {
  const { trim = false } = options
  const nullTokens = new Set(options.nullTokens ?? [''])
  const headerOptions: HeaderOptions = { header: options.header ?? 'auto', columns: options.columns }
  const skipLines = options.skipLines ?? 0
  const split = { delimiter: options.delimiter ?? detectDelimiter(text, skipLines), skipSpaces: trim, skipLines }
  const firstRow = union.rows
  const unnamed = new Map<number, number>()
  let header: CsvHeader | undefined
  let targets: number[] = []
  let width = 0
  union.files.push({ label, firstRow })

  function ragged(row: CsvRow, last: number): void {
    union.raggedRows++
    const { cells, line } = row
    const surplus = last >= width
    const what = surplus ? 'more fields than the header: cut' : 'fewer fields than the header: padded'
    union.rejects.add(surplus ? 'cut' : 'padded', () => {
      const value = surplus ? cells.slice(header!.length).join(split.delimiter) : null
      return {
        file: label,
        line,
        column: null,
        value,
        reason: `${cells.length} fields, ${header!.length} names; ${what}`,
      }
    })
  }

  splitCsv(label, text, split, (row) => {
    const { cells } = row
    const last = lastFilled(cells, trim)
    if (header === undefined) {
      if (last < 0) return true
      header =
        headerOptions.header === false
          ? givenHeader(label, row, headerOptions)
          : readHeader(label, text, row, headerOptions)
      targets = header.map((name) => (name === '' ? -1 : union.column(name)))
      width = header.length
      if (headerOptions.header !== false) return true
    }
    if (last < 0) {
      union.blankRows++
      return true
    }
    const short = cells.length < width && cells.length <= targets.findLastIndex((target) => target >= 0)
    if (short || last >= width) ragged(row, last)
    const index = union.rows++
    union.lines.push(row.line)
    for (let j = 0; j < width && j < cells.length; j++) {
      const cell = trim ? cells[j]!.trim() : cells[j]!
      if (header[j] === '') {
        if (cell === '' || nullTokens.has(cell)) continue
        unnamed.set(j, (unnamed.get(j) ?? 0) + 1)
        if (targets[j]! < 0) targets[j] = union.unnamedColumn(j, targets)
      }
      const { values } = union.columns[targets[j]!]!
      while (values.length < index) values.push(null)
      values.push(nullTokens.has(cell) ? null : cell)
    }
    return true
  })
  if (header === undefined) {
    throw new MillraceError('E_INPUT_EMPTY', `${label} holds no row.`, {
      hint: 'Look whether it is the file that is meant, and at `skipLines`.',
    })
  }
  const dropped = header.filter((name, j) => name === '' && !unnamed.has(j)).length
  if (dropped > 0) union.notes.push(`${label}: ${dropped} unnamed columns without values were left out.`)
  for (const [j, count] of unnamed) {
    union.notes.push(
      `${label}: field ${j + 1} has no name and ${count} values; it is called ${union.columns[targets[j]!]!.name}.`,
    )
  }
}

/**
 * Reads CSV files as one table: columns are joined by name in order of first appearance, and what a file lacks is NULL.
 * A column without a declared type is typed by all of its values, whatever their order. Nothing is dropped silently.
 * @throws E_CSV_QUOTE, E_CSV_HEADER, E_CSV_ENCODING with file, line and column; E_FILE_NOT_FOUND; E_INPUT_EMPTY for a
 * file without a row; E_TABLE_COLUMN for a type of no column; E_TABLE_TYPE for a type that text cannot be read as
 */
export async function readCsv(
  paths: readonly string[],
  options: CsvOptions = {},
  session: Session = currentSession(),
): Promise<Ingested> {
  const union = new CsvUnion()
  const labels = fileLabels(paths)
  for (const [k, path] of paths.entries()) {
    const { text, encoding } = readText(path, options.encoding ?? 'auto', labels[k]!)
    if (encoding === 'latin-1' && options.encoding !== 'latin-1') union.notes.push(`${labels[k]} was read as Latin-1.`)
    appendFile(union, labels[k]!, text, options)
  }
  const columns: TextColumn[] = union.columns
  for (const { values } of columns) while (values.length < union.rows) values.push(null)
  const types = options.types ?? {}
  const names = columns.map((column) => column.name)
  for (const name of Object.keys(types)) {
    if (!names.includes(name)) {
      throw new MillraceError('E_TABLE_COLUMN', `A type is given for "${name}", which is no column.`, {
        hint: didYouMean(name, names),
      })
    }
  }
  const { sourceColumn } = options
  if (sourceColumn !== undefined) {
    const values: string[] = []
    for (let k = 0; k < union.files.length; k++) {
      const end = union.files[k + 1]?.firstRow ?? union.rows
      while (values.length < end) values.push(union.files[k]!.label)
    }
    if (union.byName.has(sourceColumn.toLowerCase())) {
      throw new MillraceError('E_CSV_HEADER', `The files have a column "${sourceColumn}" already.`, {
        hint: 'Choose another name for `sourceColumn`.',
      })
    }
    columns.push({ name: sourceColumn, values, type: 'VARCHAR' })
  }
  const dates = dateRules(options.dateFormats ?? defaultDateFormats, options.pivot ?? 70)
  const typing = { types, dates, datesFirst: options.dateFormats !== undefined, session }
  const typed = typeColumns(columns, union.rows, typing, union.rejects, (row) => union.placeOf(row))
  return {
    table: typed.table,
    columns: typed.columns,
    rejects: union.rejects.table(session),
    counts: {
      files: paths.length,
      rows: union.rows,
      blankRows: union.blankRows,
      raggedRows: union.raggedRows,
      unparsedValues: typed.unparsedValues,
    },
    notes: union.notes,
  }
}
