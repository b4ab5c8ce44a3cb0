import type { ErrorCode } from '../base/errors/catalogue.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { SourcePosition } from '../base/errors/position.ts'
import { sqlString } from './quote.ts'
import type { Session } from './session.ts'

/** A node of DuckDB's parse tree, as `json_serialize_sql` gives it. */
export type SqlNode = { readonly [key: string]: SqlNode | readonly SqlNode[] | string | number | boolean | null }

export interface Statement {
  readonly text: string
  readonly file: string | undefined
  readonly tree: SqlNode
  /** The tree as DuckDB wrote it: numbers in it may be too large for JavaScript. */
  readonly json: string
}

/** The place that comes after `before`, the beginning of a query. */
function positionAfter(before: string, text: string, file: string | undefined): SourcePosition {
  const lines = before.split('\n')
  const line = lines.length
  return { file: file ?? 'query', line, column: lines.at(-1)!.length + 1, text: text.split('\n')[line - 1] ?? '' }
}

/** The place of a node: DuckDB counts it in bytes. */
export function positionInQuery(text: string, byteOffset: number, file?: string): SourcePosition {
  return positionAfter(Buffer.from(text).subarray(0, byteOffset).toString(), text, file)
}

/** Calls `visit` with every node of a tree, parents first. */
export function eachNode(value: unknown, visit: (node: SqlNode) => void): void {
  if (Array.isArray(value)) for (const item of value) eachNode(item, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as SqlNode)
    for (const item of Object.values(value)) eachNode(item, visit)
  }
}

/** Where a node stands, in bytes; DuckDB writes 2^64 - 1 when it does not know. */
export function nodeOffset(node: SqlNode): number | undefined {
  const location = node.query_location
  return typeof location === 'number' && location < Number.MAX_SAFE_INTEGER ? location : undefined
}

interface Serialized {
  readonly error: boolean
  readonly error_message?: string
  readonly position?: string
  readonly statements?: readonly SqlNode[]
}

/**
 * Parses a query that must be one SELECT (WITH, FROM and VALUES count as such).
 * @throws `code` with line and column when it is not, or when DuckDB cannot parse it
 */
export async function parseStatement(
  session: Session,
  text: string,
  code: ErrorCode,
  file?: string,
): Promise<Statement> {
  const [row] = await session.all(`SELECT json_serialize_sql(${sqlString(text)})`)
  const json = String(row![0])
  const { error, error_message: message = '', position, statements = [] } = JSON.parse(json) as Serialized
  if (error) {
    const notSelect = /^Only SELECT/.test(message)
    throw new MillraceError(
      code,
      notSelect ? 'The statement is not a SELECT.' : `DuckDB cannot parse the query: ${message}.`,
      {
        // Unlike the places of nodes, that of a syntax error is counted in characters.
        at: positionAfter(
          position === undefined ? (/^\s*/.exec(text)?.[0] ?? '') : [...text].slice(0, Number(position)).join(''),
          text,
          file,
        ),
        hint: notSelect
          ? 'A query is one SELECT; write PIVOT as a table, in FROM (PIVOT … ON … IN (…)).'
          : 'Look for a misspelt keyword, or a missing comma or bracket, before this place.',
      },
    )
  }
  if (statements.length !== 1) {
    let second: number | undefined
    eachNode(statements[1], (node) => {
      second ??= nodeOffset(node)
    })
    const none = statements.length === 0
    const seen = none ? 'There is no statement in the query' : 'The query has more than one statement'
    throw new MillraceError(code, `${seen}; it must be one SELECT.`, {
      at: positionInQuery(text, second ?? 0, file),
      hint: none ? 'Write one over its inputs, which are views.' : 'Make a stage of each, or one query with WITH.',
    })
  }
  return { text, file, tree: statements[0]!, json }
}
