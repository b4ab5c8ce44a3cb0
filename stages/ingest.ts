import {
  defineStage,
  didYouMean,
  type Findings,
  figure,
  file,
  type IngestedColumn,
  json,
  MillraceError,
  sqlName,
  type Table,
  table,
} from 'millrace'
import { ingestFindings, summaryFigure } from './ingest/account.ts'
import { type IngestParams, ingestParams } from './ingest/params.ts'
import { readSource } from './ingest/read-source.ts'

export interface SchemaColumn {
  readonly name: string
  /** Its name in the files. */
  readonly source: string
  readonly type: string
  /** Whether the pipeline said the type or the values did. */
  readonly decided: 'declared' | 'inferred' | 'derived'
  /** Values that are not of the declared type, NULL now. */
  readonly unparsed: number
  /** Rows of the files without a value. */
  readonly nulls: number
}

/**
 * Reads CSV, JSON (an array of records) or Parquet files into one table with types. A glob gives several files, whose
 * columns are joined by name: what a file lacks is NULL.
 *
 * `columns` renames and chooses columns, `types` declares types by the new names, `derive` computes columns in SQL or mends
 * them (`rtrim(income, '.')`), `where` keeps rows, `orderBy` orders them. A column without a declared type is typed by all of its values. Encodings, delimiters, byte order marks, line
 * ends and the usual date formats are found out unless said.
 *
 * Nothing is dropped in silence. Rows of the wrong length are padded or cut, values of the wrong type become NULL; both
 * are counted in `summary`, listed in `rejects` with file, line and reason, and named in `findings`. `schema` says of
 * each column what it was called, what type it became and how that was decided.
 */
export default defineStage({
  section: 'data',
  inputs: { source: file() },
  outputs: {
    table: table(),
    schema: json<readonly SchemaColumn[]>(),
    rejects: table(),
    summary: figure(),
    findings: json<Findings>(),
  },
  params: ingestParams,
  random: false,

  async run({ inputs, params }) {
    const read = await readSource(inputs.source, params)
    const chosen = chooseColumns(read.columns, params.columns)
    const select = chosen.map(({ source, name }) => `${sqlName(source)} AS ${sqlName(name)}`).join(', ')
    const where = params.where === undefined ? '' : `WHERE (${params.where})`
    const orderBy = params.orderBy === undefined ? '' : `ORDER BY ${params.orderBy}`
    const renamed = read.table.sql(`SELECT ${select} FROM self`)
    const derived = derive(renamed, chosen, params.derive)
    const rows = derived.sql(`SELECT * FROM self ${where} ${orderBy}`)
    const kept = await rows.count()
    if (kept === 0) {
      const [what, hint] =
        params.where === undefined
          ? ['The files hold no row.', 'Look whether they are the files that are meant.']
          : [`\`where\` keeps 0 of ${read.counts.rows} rows.`, `It is: ${params.where}.`]
      throw new MillraceError('E_INPUT_EMPTY', what, { hint })
    }
    return {
      table: rows,
      schema: await schemaOf(rows, chosen, params.derive),
      rejects: read.rejects,
      summary: summaryFigure(read, kept, params.where),
      findings: ingestFindings(inputs.source, read, kept),
    }
  },
})

/** Each expression sees the columns as they were read, not one another. */
function derive(table: Table, chosen: readonly SchemaColumn[], derived: IngestParams['derive']): Table {
  const entries = Object.entries(derived)
  if (entries.length === 0) return table
  const isThere = (name: string) => chosen.some((column) => column.name.toLowerCase() === name.toLowerCase())
  const written = (part: typeof entries) => part.map(([name, sql]) => `(${sql}) AS ${sqlName(name)}`)
  const replaced = written(entries.filter(([name]) => isThere(name)))
  const added = written(entries.filter(([name]) => !isThere(name)))
  const replace = replaced.length === 0 ? '' : ` REPLACE (${replaced.join(', ')})`
  return table.sql(`SELECT ${[`*${replace}`, ...added].join(', ')} FROM self`)
}

async function schemaOf(
  rows: Table,
  chosen: readonly SchemaColumn[],
  derived: IngestParams['derive'],
): Promise<SchemaColumn[]> {
  const names = Object.keys(derived).map((name) => name.toLowerCase())
  return (await rows.columns()).flatMap(({ name, type }): SchemaColumn[] => {
    const read = chosen.find((column) => column.name === name)
    if (!names.includes(name.toLowerCase())) return read === undefined ? [] : [read]
    return [
      {
        name,
        source: read?.source ?? '',
        type,
        decided: 'derived',
        unparsed: read?.unparsed ?? 0,
        nulls: read?.nulls ?? 0,
      },
    ]
  })
}

/** In the order of the files, whatever the order in which the parameters name them. */
function chooseColumns(found: readonly IngestedColumn[], columns: IngestParams['columns']): SchemaColumn[] {
  const all = Object.fromEntries(found.map(({ name }) => [name, name]))
  const wanted = Object.entries(columns === undefined || Array.isArray(columns) ? all : columns)
  const place = (source: string) => found.findIndex((one) => one.name.toLowerCase() === source.toLowerCase())
  return wanted
    .map(([name, source]) => {
      const column = found[place(source)]
      if (column !== undefined) {
        const { type, from: decided, unparsed, nulls } = column
        return { name, source: column.name, type, decided, unparsed, nulls }
      }
      throw new MillraceError('E_TABLE_COLUMN', `The files have no column "${source}", which is to become "${name}".`, {
        hint: didYouMean(
          source,
          found.map((one) => one.name),
        ),
      })
    })
    .sort((a, b) => place(a.source) - place(b.source) || (a.name < b.name ? -1 : 1))
}
