import {
  type FileValue,
  type Ingested,
  MillraceError,
  readCsv,
  readJsonRecords,
  readParquetFile,
  Table,
} from 'millrace'
import type { IngestParams } from './params.ts'

const endings: readonly (readonly ['csv' | 'json' | 'parquet', RegExp])[] = [
  ['csv', /\.(csv|tsv|txt|data)(\.gz)?$/i],
  ['json', /\.json(\.gz)?$/i],
  ['parquet', /\.parquet$/i],
]

/** The files of the source as one table, with an account of what happened on the way. */
export async function readSource({ files }: FileValue, params: IngestParams): Promise<Ingested> {
  const formats = new Set(files.map(({ name }) => formatOf(name, params.format)))
  if (formats.size > 1) {
    throw new MillraceError('E_INPUT_FORMAT', `The source has files of several formats: ${[...formats].join(', ')}.`, {
      hint: 'Make the glob narrower.',
    })
  }
  const [format] = formats
  const paths = files.map(({ path }) => path)
  const types = sourceTypes(params)
  const { dateFormats, nullTokens, records } = params
  if (format === 'csv') {
    const { delimiter, encoding, trim, header, skipLines, sourceColumn } = params
    const columns = Array.isArray(params.columns) ? params.columns : undefined
    const layout = { delimiter, encoding, trim, header, skipLines, sourceColumn, columns }
    return readCsv(paths, { types, dateFormats, nullTokens, ...layout })
  }
  const read = (path: string) =>
    format === 'json' ? readJsonRecords(path, { types, dateFormats, nullTokens, records }) : readParquetFile(path)
  const parts: Ingested[] = []
  for (const path of paths) parts.push(await read(path))
  return join(parts)
}

function formatOf(name: string, format: IngestParams['format']): 'csv' | 'json' | 'parquet' {
  if (format !== 'auto') return format
  const found = endings.find(([, ending]) => ending.test(name))
  if (found !== undefined) return found[0]
  throw new MillraceError('E_INPUT_FORMAT', `The ending of "${name}" does not say what it is.`, {
    hint: 'Set the parameter `format` to csv, json or parquet.',
  })
}

/** The readers know the columns by their names in the file. */
function sourceTypes({ types, columns }: IngestParams): Record<string, string> {
  const old = columns === undefined || Array.isArray(columns) ? {} : columns
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [old[name] ?? name, type]))
}

/** Several tables below one another, columns by name. */
function join(parts: readonly Ingested[]): Ingested {
  const [first] = parts
  if (first === undefined) throw new MillraceError('E_INPUT_EMPTY', 'The source has no file.')
  if (parts.length === 1) return first
  const union = (of: (part: Ingested) => Table) => {
    const tables = Object.fromEntries(parts.map((part, i) => [`part_${i}`, of(part)]))
    return Table.query(
      Object.keys(tables)
        .map((name) => `SELECT * FROM ${name}`)
        .join(' UNION ALL BY NAME '),
      tables,
    )
  }
  const sum = (of: (part: Ingested) => number) => parts.reduce((total, part) => total + of(part), 0)
  const names = [...new Set(parts.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  const columns = names.map((name) => {
    const found = parts.map((part) => part.columns.find((column) => column.name === name))
    const types = [...new Set(found.flatMap((column) => column?.type ?? []))]
    return {
      name,
      type: types.join(' or '),
      from: found.find((column) => column !== undefined)?.from ?? 'inferred',
      unparsed: found.reduce((total, column) => total + (column?.unparsed ?? 0), 0),
      nulls: found.reduce((total, column, i) => total + (column?.nulls ?? parts[i]?.counts.rows ?? 0), 0),
    }
  })
  return {
    table: union(({ table }) => table),
    columns,
    rejects: union(({ rejects }) => rejects),
    counts: {
      files: parts.length,
      rows: sum(({ counts }) => counts.rows),
      blankRows: sum(({ counts }) => counts.blankRows),
      raggedRows: sum(({ counts }) => counts.raggedRows),
      unparsedValues: sum(({ counts }) => counts.unparsedValues),
    },
    notes: parts.flatMap(({ notes }) => notes),
  }
}
