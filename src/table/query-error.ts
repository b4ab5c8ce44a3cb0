import { MillraceError } from '../base/errors/millrace-error.ts'

export interface QueryText {
  /** The query as its author wrote it. */
  readonly text: string
  /** Where it stands; `query` when it is in no file. */
  readonly file?: string | undefined
  /** How many lines were put before it when it was run. */
  readonly linesBefore?: number
}

/** `Binder Error: … LINE 2: select nosuch` with the caret under the place: taken apart. */
function takeApart(raw: string): { message: string; line?: number; excerpt?: string; caret?: number } {
  const found = /\n+LINE (\d+): ([^\n]*)\n( *)\^/.exec(raw)
  const head = (found === null ? raw : raw.slice(0, found.index)).trim()
  const [first = '', ...rest] = head.split('\n')
  const details = rest.map((line) => line.trim()).filter((line) => /^(Candidate|Did you mean)/i.test(line))
  const message = [first.replace(/^(?:[A-Z]\w* )+Error: /, ''), ...details].join(' ')
  if (found === null) return { message }
  const prefix = `LINE ${found[1]}: `.length
  return { message, line: Number(found[1]), excerpt: found[2]!, caret: found[3]!.length - prefix }
}

/** DuckDB's refusal of a query as an error with a code and, where DuckDB gives it, the place inside the query. */
export function queryError(error: unknown, query: QueryText): MillraceError {
  const raw = error instanceof Error ? error.message : String(error)
  const { message, line, excerpt, caret } = takeApart(raw)
  const lineInQuery = (line ?? 0) - (query.linesBefore ?? 0)
  const text = query.text.split('\n')[lineInQuery - 1]
  if (line === undefined || text === undefined || text === '' || caret === undefined) {
    return new MillraceError('E_TABLE_QUERY', message, { cause: error, hint: hintFor(message) })
  }
  // DuckDB cuts long lines at both ends and marks the cuts with three dots.
  const shown = excerpt!.replace(/^\.\.\./, '').replace(/\.\.\.$/, '')
  const cut = excerpt!.startsWith('...') ? Math.max(0, text.indexOf(shown)) - 3 : 0
  const column = Math.max(1, caret + cut + 1)
  return new MillraceError('E_TABLE_QUERY', message, {
    cause: error,
    hint: hintFor(message),
    at: { file: query.file ?? 'query', line: lineInQuery, column, text },
  })
}

function hintFor(message: string): string | undefined {
  return /file system operations are disabled/.test(message)
    ? 'A query reaches the tables that it is given and no files: wire the file in as an input, or its table from an ingest stage.'
    : undefined
}

/** Runs something that asks DuckDB, and turns its refusal into `E_TABLE_QUERY`, without a place unless given the query. */
export async function orQueryError<T>(run: () => Promise<T>, query: QueryText = { text: '' }): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof MillraceError) throw error
    throw queryError(error, query)
  }
}
