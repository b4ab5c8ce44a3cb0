import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { currentSession } from '../current-session.ts'
import type { Session } from '../session.ts'
import type { LoadableType } from '../typed-column.ts'
import { dateRules, defaultDateFormats } from './date-formats.ts'
import { fileLabels } from './file-labels.ts'
import { inferType } from './infer-type.ts'
import { type Ingested, Rejects, typeColumns } from './ingested.ts'
import { elementOffset, syntaxErrorPosition } from './json-position.ts'
import { readText } from './read-text.ts'
import { positionInText } from './split-csv.ts'

export interface JsonOptions {
  /** The field of the document that holds the records, where the document is an object: `matches`. */
  readonly records?: string | undefined
  /** Types by column; other columns are typed by their values. */
  readonly types?: Readonly<Record<string, string>> | undefined
  /** Texts that stand for a missing value, besides null. Default: none. */
  readonly nullTokens?: readonly string[] | undefined
  /** Default: `yyyy-mm-dd` and ISO timestamps alone. */
  readonly dateFormats?: readonly string[] | undefined
  /** Two-digit years below it are 20yy, others 19yy. Default 70. */
  readonly pivot?: number | undefined
}

type Scalar = string | number | boolean | null

/** Fields of fields as `a.b`; a list is kept as JSON text. */
function flatten(value: object, prefix: string, put: (name: string, value: Scalar) => void): void {
  for (const [key, field] of Object.entries(value)) {
    const name = prefix + key
    if (Array.isArray(field)) put(name, JSON.stringify(field))
    else if (typeof field === 'object' && field !== null) flatten(field, `${name}.`, put)
    else put(name, field as Scalar)
  }
}

/** The type that JSON itself gives a column; undefined when it holds text alone, which is typed by evidence. */
function jsonType(values: readonly Scalar[]): LoadableType | undefined {
  let type: LoadableType | undefined
  for (const value of values) {
    if (value === null) continue
    if (typeof value === 'string') {
      if (type !== undefined) return 'VARCHAR'
      return values.some((other) => other !== null && typeof other !== 'string') ? 'VARCHAR' : undefined
    }
    const seen = typeof value === 'boolean' ? 'BOOLEAN' : Number.isSafeInteger(value) ? 'BIGINT' : 'DOUBLE'
    if (type === undefined || type === seen) type = seen
    else if (type === 'BOOLEAN' || seen === 'BOOLEAN') return 'VARCHAR'
    else type = 'DOUBLE'
  }
  return type
}

function recordsIn(file: string, text: string, field: string | undefined): { records: unknown[]; from: number } {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    const at = syntaxErrorPosition(file, text)
    throw new MillraceError('E_JSON_RECORDS', `${file} is not valid JSON.`, {
      at,
      cause: error,
      hint: 'Look for a missing value, comma, bracket or quote at this place.',
    })
  }
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document)
  const fields = isObject ? (document as Record<string, unknown>) : {}
  const records = field === undefined ? document : Object.hasOwn(fields, field) ? fields[field] : undefined
  if (Array.isArray(records)) return { records, from: field === undefined ? 0 : text.indexOf(`"${field}"`) }
  const lists = Object.keys(fields).filter((name) => Array.isArray(fields[name]))
  const hint =
    field !== undefined
      ? didYouMean(field, lists)
      : lists.length > 0
        ? `If the records are in a field, name it: \`records: ${lists[0]}\`.`
        : 'Write it as [{ "column": value }, …].'
  const what = field === undefined ? 'is not an array of records' : `has no array of records in "${field}"`
  const at = positionInText(file, text, Math.max(0, text.search(/\S/)))
  throw new MillraceError('E_JSON_RECORDS', `${file} ${what}.`, { at, hint })
}

/**
 * Reads an array of JSON records as a table. A field of a nested object becomes a column `outer.inner`; a list becomes
 * JSON text. Numbers are BIGINT where all are whole, else DOUBLE; a column of text is DATE or TIMESTAMP when all of its
 * values are ISO dates or timestamps. Numbers written as text stay text unless `types` says otherwise.
 * @throws E_JSON_RECORDS with line and column when the file is not valid JSON or not an array of objects;
 * E_FILE_NOT_FOUND; E_TABLE_TYPE
 */
export async function readJsonRecords(
  path: string,
  options: JsonOptions = {},
  session: Session = currentSession(),
): Promise<Ingested> {
  const [label] = fileLabels([path])
  const file = label!
  const { text } = readText(path, 'utf-8', file)
  const { records, from } = recordsIn(file, text, options.records)
  const nullTokens = new Set(options.nullTokens ?? [])
  const columns = new Map<string, Scalar[]>()
  for (const [row, record] of records.entries()) {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      const seen = record === null ? 'null' : Array.isArray(record) ? 'a list' : `a ${typeof record}`
      throw new MillraceError('E_JSON_RECORDS', `Element ${row + 1} of ${file} is ${seen}, not a record.`, {
        at: positionInText(file, text, from + elementOffset(text.slice(from), row)),
        hint: 'Write each as { "column": value }.',
      })
    }
    flatten(record, '', (name, value) => {
      let values = columns.get(name)
      if (values === undefined) {
        values = []
        columns.set(name, values)
      }
      while (values.length < row) values.push(null)
      values[row] = typeof value === 'string' && nullTokens.has(value) ? null : value
    })
  }
  if (columns.size === 0)
    throw new MillraceError('E_INPUT_EMPTY', `${file} holds no record with a field.`, {
      hint: 'Look whether it is the file that is meant.',
    })
  const dates = dateRules(options.dateFormats ?? defaultDateFormats.slice(0, 1), options.pivot ?? 70)
  const texts = [...columns].map(([name, values]) => {
    while (values.length < records.length) values.push(null)
    const asText = values.map((value) => (value === null ? null : String(value)))
    const type = jsonType(values) ?? dateOrText(inferType(asText, dates, true))
    return { name, values: asText, type }
  })
  const rejects = new Rejects()
  const typing = { types: options.types ?? {}, dates, datesFirst: true, session }
  const typed = typeColumns(texts, records.length, typing, rejects, (row) => {
    return { file, line: positionInText(file, text, from + elementOffset(text.slice(from), row)).line }
  })
  return {
    table: typed.table,
    columns: typed.columns,
    rejects: rejects.table(session),
    counts: { files: 1, rows: records.length, blankRows: 0, raggedRows: 0, unparsedValues: typed.unparsedValues },
    notes: [],
  }
}

function dateOrText(type: LoadableType): LoadableType {
  return type === 'DATE' || type === 'TIMESTAMP' ? type : 'VARCHAR'
}
