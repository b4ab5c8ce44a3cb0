import { MillraceError } from '../base/errors/millrace-error.ts'
import { currentSession } from './current-session.ts'
import type { Session } from './session.ts'
import { eachNode, nodeOffset, parseStatement, positionInQuery, type SqlNode, type Statement } from './statement.ts'

/** Parsed as column names; a clock is meant unless a column has the name. */
const clockKeywords = new Set(['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp'])
/** Volatile in DuckDB's catalogue only so that it is not computed ahead: it gives no value at all. */
const harmless = new Set(['error'])

/** The name of the volatile thing in a node, if it is one. */
function volatileName(node: SqlNode, functions: ReadonlySet<string>): string | undefined {
  const name = node.function_name
  if (typeof name === 'string' && functions.has(name.toLowerCase())) return `${name}()`
  if (node.class === 'COLUMN_REF') {
    const names = node.column_names as unknown as readonly string[]
    if (names.length === 1 && clockKeywords.has(names[0]!.toLowerCase())) return names[0]
  }
  const sample = node.sample as SqlNode | null | undefined
  if (sample && sample.seed === -1) return 'a sample without REPEATABLE'
  return undefined
}

/** Names of the functions whose result may differ between runs, macros that call them included. Once a session. */
async function volatileFunctions(session: Session): Promise<ReadonlySet<string>> {
  const known = session.memo.get('volatile functions') as ReadonlySet<string> | undefined
  if (known !== undefined) return known
  const rows = await session.all(`
    SELECT DISTINCT lower(function_name), NULL FROM duckdb_functions()
      WHERE stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')
    UNION ALL
    SELECT lower(function_name), json_serialize_sql('SELECT ' || macro_definition) FROM duckdb_functions()
      WHERE function_type = 'macro'`)
  const names = new Set(rows.filter(([, tree]) => tree === null).map(([name]) => String(name)))
  for (const name of harmless) names.delete(name)
  for (const [name, json] of rows) {
    if (json === null) continue
    eachNode(JSON.parse(String(json)), (node) => {
      if (volatileName(node, names) !== undefined) names.add(String(name))
    })
  }
  session.memo.set('volatile functions', names)
  return names
}

/** The first volatile thing in a statement, with the offset of its place. */
export async function findVolatile(
  session: Session,
  statement: Statement,
): Promise<{ readonly name: string; readonly offset: number } | undefined> {
  const functions = await volatileFunctions(session)
  let found: { name: string; offset: number } | undefined
  eachNode(statement.tree, (node) => {
    if (found !== undefined) return
    const name = volatileName(node, functions)
    if (name !== undefined) found = { name, offset: nodeOffset(node) ?? 0 }
  })
  return found
}

/** @throws E_SQL_VOLATILE at the first function, clock keyword or unseeded sample */
export async function assertDeterministic(session: Session, statement: Statement): Promise<void> {
  const found = await findVolatile(session, statement)
  if (found === undefined) return
  throw new MillraceError('E_SQL_VOLATILE', `The query uses ${found.name}, whose result changes from run to run.`, {
    at: positionInQuery(statement.text, found.offset, statement.file),
    hint: clockKeywords.has(found.name.toLowerCase())
      ? `Pass such a value in as a parameter. If a column is meant, write self.${found.name}.`
      : 'Pass such a value in as a parameter, or a seed; or declare the query as volatile.',
  })
}

/**
 * Refuses a query that calls what DuckDB's catalogue says is volatile (random, uuid, nextval) or constant only within
 * one query (now, today), reads a clock keyword (current_date), or samples without a seed.
 * @throws E_SQL_VOLATILE naming it, with its place; E_TABLE_QUERY when the query is not one SELECT
 */
export async function assertDeterministicSql(
  text: string,
  { session = currentSession(), file }: { readonly session?: Session; readonly file?: string } = {},
): Promise<void> {
  await assertDeterministic(session, await parseStatement(session, text, 'E_TABLE_QUERY', file))
}
