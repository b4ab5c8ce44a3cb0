import type { Session } from '../session.ts'
import { Table } from '../table.ts'
import type { LoadableType } from '../typed-column.ts'
import { convertText, readableType } from './convert-text.ts'
import type { DateRules } from './date-formats.ts'
import { inferType } from './infer-type.ts'

export interface IngestedColumn {
  readonly name: string
  readonly type: string
  readonly from: 'declared' | 'inferred'
  /** Values that are not of the declared type; they are NULL. */
  readonly unparsed: number
  /** Rows without a value, unparsed ones included. */
  readonly nulls: number
}

/** A file as a table, with an account of what happened on the way. */
export interface Ingested {
  readonly table: Table
  readonly columns: readonly IngestedColumn[]
  /** Rows and values that were not taken as they stand: file, line, column, value, reason. At most 100 of each reason. */
  readonly rejects: Table
  readonly counts: IngestCounts
  /** What was decided on the way, in sentences. */
  readonly notes: readonly string[]
}

export interface IngestCounts {
  readonly files: number
  readonly rows: number
  /** Rows in which every field was empty; skipped. */
  readonly blankRows: number
  /** Rows with fewer fields than the header, or with more that are not empty; padded or cut. */
  readonly raggedRows: number
  /** Values that are not of the type that was declared for their column. */
  readonly unparsedValues: number
}

export interface Reject {
  readonly file: string
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly reason: string
}

/** How many rejects of one reason are listed; all are counted. */
const listed = 100

/** A list that keeps the first hundred of each kind. */
export class Rejects {
  readonly #kept: Reject[] = []
  readonly #counts = new Map<string, number>()

  add(kind: string, reject: () => Reject): void {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    if (count <= listed) this.#kept.push(reject())
  }

  table(session: Session): Table {
    const column = (key: keyof Reject) => this.#kept.map((reject) => reject[key]) as string[]
    const lines = Int32Array.from(this.#kept, (reject) => reject.line)
    const text = (name: keyof Reject) => ({ name, type: 'VARCHAR', values: column(name) }) as const
    const columns = [text('file'), { name: 'line', type: 'INTEGER', values: lines } as const]
    return Table.ofColumns([...columns, text('column'), text('value'), text('reason')], this.#kept.length, session)
  }
}

export interface TextColumn {
  readonly name: string
  readonly values: (string | null)[]
  /** Known beforehand, by the file itself. */
  readonly type?: LoadableType
}

export interface TypingOptions {
  readonly types: Readonly<Record<string, string>>
  readonly dates: DateRules
  readonly datesFirst: boolean
  readonly session: Session
}

/** Columns of text as a typed table. @param placeOf the file and line that a row came from */
export function typeColumns(
  columns: readonly TextColumn[],
  rows: number,
  { types, dates, datesFirst, session }: TypingOptions,
  rejects: Rejects,
  placeOf: (row: number) => { readonly file: string; readonly line: number },
) {
  const converted = columns.map((column) => {
    const declared = types[column.name]
    const type =
      declared === undefined
        ? (column.type ?? inferType(column.values, dates, datesFirst))
        : readableType(declared, column.name)
    const result = convertText(column.name, column.values, type, dates)
    for (const row of result.unparsed) {
      rejects.add('unparsed', () => {
        return { ...placeOf(row), column: column.name, value: column.values[row]!, reason: `not ${type}` }
      })
    }
    const from = declared === undefined ? ('inferred' as const) : ('declared' as const)
    const about = { name: column.name, type, from, unparsed: result.unparsed.length, nulls: result.nulls }
    return { column: result.column, about }
  })
  return {
    table: Table.ofColumns(
      converted.map(({ column }) => column),
      rows,
      session,
    ),
    columns: converted.map(({ about }): IngestedColumn => about),
    unparsedValues: converted.reduce((sum, { about }) => sum + about.unparsed, 0),
  }
}
