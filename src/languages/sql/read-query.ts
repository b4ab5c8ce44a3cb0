import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { assertDeterministicSql, currentSession, sqlDigest } from '../../table/index.ts'
import { eachNode, nodeOffset, parseStatement, positionInQuery } from '../../table/statement.ts'

/** What a query needs from outside. */
export interface ReadQuery {
  /** Views that it reads; sorted. */
  readonly tables: readonly string[]
  /** Names of `$name`; sorted. */
  readonly params: readonly string[]
}

/**
 * Looks at a query that is to see its views and nothing else, without running it.
 * @throws E_SQL_STAGE, E_STAGE_READS, E_SQL_VOLATILE, with the place in the text
 */
export async function readQuery(text: string, file: string): Promise<ReadQuery> {
  const { tables, tableFunctions, params } = await sqlDigest(text, { file })
  const reads = tableFunctions.find((name) => /^(read_|parquet_scan|glob|sniff_csv)/.test(name))
  if (reads !== undefined) {
    throw new MillraceError('E_STAGE_READS', `a query cannot use ${reads}(): what it reads is in no digest`, {
      at: await placeOfFunction(text, reads, file),
      hint: 'Read files with an ingest stage and wire its table in.',
    })
  }
  await assertDeterministicSql(text, { file })
  return { tables, params }
}

async function placeOfFunction(text: string, name: string, file: string): Promise<SourcePosition> {
  const { tree } = await parseStatement(currentSession(), text, 'E_SQL_STAGE', file)
  let offset: number | undefined
  eachNode(tree, (node) => {
    if (node.function_name === name) offset ??= nodeOffset(node)
  })
  return positionInQuery(text, offset ?? 0, file)
}
