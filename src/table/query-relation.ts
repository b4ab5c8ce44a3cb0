import { MillraceError } from '../base/errors/millrace-error.ts'
import { assertDeterministic, findVolatile } from './assert-deterministic-sql.ts'
import { bindParameters, type SqlParameters } from './bind-parameters.ts'
import { queryError } from './query-error.ts'
import { sqlName } from './quote.ts'
import type { Relation, RelationSource } from './relation.ts'
import type { Session } from './session.ts'
import { parseStatement } from './statement.ts'

export interface QueryOptions {
  /** Values for `$name` in the query. */
  readonly params?: SqlParameters | undefined
  /** Lets the query call functions such as `random()`. Its result is then computed at once and kept. */
  readonly volatile?: boolean | undefined
  /** The file that the query stands in, for error messages. */
  readonly file?: string | undefined
}

/**
 * A query over named tables as a relation. A deterministic one is a view, so that a query over it is optimised together
 * with it; a volatile one is executed here, once.
 */
export async function queryRelation(
  session: Session,
  text: string,
  tables: Readonly<Record<string, RelationSource>>,
  { params = {}, volatile = false, file }: QueryOptions,
): Promise<Relation> {
  const statement = await parseStatement(session, text, 'E_TABLE_QUERY', file)
  if (!volatile) await assertDeterministic(session, statement)
  const kind = volatile && (await findVolatile(session, statement)) !== undefined ? 'TABLE' : 'VIEW'
  const inputs: string[] = []
  for (const [name, source] of Object.entries(tables)) {
    const relation = await source.relation()
    if (relation.session !== session) {
      throw new MillraceError(
        'E_TABLE_SESSION',
        `The table "${name}" was made in another DuckDB session than the query.`,
      )
    }
    inputs.push(`${sqlName(name)} AS NOT MATERIALIZED (FROM ${relation.name})`)
  }
  const name = session.freshName()
  const before = `CREATE ${kind} ${name} AS ${inputs.length > 0 ? `WITH ${inputs.join(', ')} ` : ''}FROM (\n`
  const body = bindParameters(text.replace(/;\s*$/, ''), params)
  try {
    await session.run(`${before}${body}\n)`)
  } catch (error) {
    throw queryError(error, { text: body, file, linesBefore: 1 })
  }
  return { session, name }
}
