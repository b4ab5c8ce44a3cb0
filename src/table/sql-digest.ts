import { type Sha256, sha256 } from '../base/hash.ts'
import { currentSession } from './current-session.ts'
import type { Session } from './session.ts'
import { parseStatement, type SqlNode } from './statement.ts'

export interface SqlDigest {
  /** Of the parsed statement: comments and formatting do not change it, any other edit does. */
  readonly digest: Sha256
  /** The canonical text that was digested: DuckDB's parse tree without places. */
  readonly statement: string
  /** Tables, views and files that it reads and does not itself define by WITH; sorted. */
  readonly tables: readonly string[]
  /** Functions that stand where a table may stand, such as `read_csv` and `range`; sorted. */
  readonly tableFunctions: readonly string[]
  /** Names of the parameters it uses, `$cutoff` without the dollar sign; sorted. */
  readonly params: readonly string[]
}

interface Found {
  readonly tables: Set<string>
  readonly tableFunctions: Set<string>
  readonly params: Set<string>
}

interface CteEntry {
  readonly key: string
  readonly value: { readonly query: { readonly node: SqlNode } }
}

/** Collects what a tree refers to. `known` holds the names, in lower case, that WITH defines where the tree stands. */
function collect(value: unknown, known: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, known, found)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = value as SqlNode
  if (node.type === 'BASE_TABLE') {
    const name = String(node.table_name)
    const schema = String(node.schema_name)
    if (schema !== '') found.tables.add(`${schema}.${name}`)
    else if (!known.has(name.toLowerCase())) found.tables.add(name)
  }
  if (node.type === 'TABLE_FUNCTION') {
    found.tableFunctions.add(String((node.function as SqlNode | undefined)?.function_name))
  }
  if (node.class === 'PARAMETER') found.params.add(String(node.identifier))

  let scope = known
  const { cte_map: ctes, ...rest } = node
  for (const { key, value: cte } of ((ctes as SqlNode | undefined)?.map ?? []) as unknown as CteEntry[]) {
    const withItself = new Set(scope).add(key.toLowerCase())
    collect(cte, cte.query.node.type === 'RECURSIVE_CTE_NODE' ? withItself : scope, found)
    scope = withItself
  }
  for (const item of Object.values(rest)) collect(item, scope, found)
}

/**
 * What an SQL stage is: one SELECT, its digest, and what it refers to.
 * @param options.file the path to print in errors
 * @throws E_SQL_STAGE with line and column when it is not one SELECT that DuckDB can parse
 */
export async function sqlDigest(
  text: string,
  { session = currentSession(), file }: { readonly session?: Session; readonly file?: string } = {},
): Promise<SqlDigest> {
  const { tree, json } = await parseStatement(session, text, 'E_SQL_STAGE', file)
  // Edited as text: a tree read by JSON.parse would lose the last digits of 64-bit constants. Inside a JSON string the
  // quotes are escaped, so these patterns match keys alone. The order of `named_param_map` is a hash table's.
  const statement = json.replace(/"query_location":\d+,?/g, '').replace(/"named_param_map":\[[^\]]*\],?/g, '')
  const found: Found = { tables: new Set(), tableFunctions: new Set(), params: new Set() }
  collect(tree, new Set(), found)
  return {
    digest: sha256(statement),
    statement,
    tables: [...found.tables].sort(),
    tableFunctions: [...found.tableFunctions].sort(),
    params: [...found.params].sort(),
  }
}
