import { didYouMean } from '../base/did-you-mean.ts'
import { isMillraceError, MillraceError } from '../base/errors/millrace-error.ts'
import type { SourcePosition } from '../base/errors/position.ts'
import { sha256Json } from '../base/hash.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'
import { readJson } from '../engine/cache/read-json.ts'
import { writeMemory } from '../engine/cache/write-memory.ts'
import type { Executor } from '../engine/contracts/executor.ts'
import { placeWithin } from '../engine/definition/place-within.ts'
import type { LinkedStage } from '../engine/link.ts'
import type { ReadQuery } from '../languages/sql/read-query.ts'
import { ownIdentity } from './own-identity.ts'

/**
 * Looks at the queries of checks before anything runs: each must be one SELECT whose result does not change from run to
 * run, over tables that its stage gives. Whether these have the columns that it names shows only when they are there.
 *
 * @throws E_DEFINITION, E_UNKNOWN_OUTPUT, with the check's place
 */
export async function assertCheckQueries(
  stages: ReadonlyMap<string, LinkedStage>,
  store: LocalStore,
  executor: Executor,
): Promise<void> {
  for (const { node, manifest } of stages.values()) {
    const views = Object.keys(manifest.outputs).filter((output) => manifest.outputs[output]!.kind === 'table')
    for (const { rule, at } of node.checks) {
      if (rule.type !== 'query') continue
      const { tables, params } = await readQuery(rule.sql, at, store, executor)
      const known = new Set(views.map((view) => view.toLowerCase()))
      const unknown = tables.find((table) => !known.has(table.toLowerCase()))
      if (unknown !== undefined) {
        throw new MillraceError('E_UNKNOWN_OUTPUT', `stage "${node.name}" gives no table "${unknown}"`, {
          at,
          hint: didYouMean(unknown, views),
        })
      }
      if (params.length > 0) {
        throw new MillraceError('E_DEFINITION', `the query of a check has no parameters, and it uses $${params[0]}`, {
          at,
          hint: 'Write the value itself.',
        })
      }
    }
  }
}

const hints: Readonly<Record<string, string>> = {
  E_STAGE_READS: 'A query sees the tables that its stage gives and nothing else.',
  E_SQL_VOLATILE: 'What it finds is remembered. Whether data are new is asked by `fresh:` on a column.',
}

async function readQuery(text: string, at: SourcePosition, store: LocalStore, executor: Executor): Promise<ReadQuery> {
  const memo = store.path('memo', 'manifests', `${sha256Json(['query', ownIdentity('languages', 'table'), text])}.json`)
  const known = readJson<ReadQuery>(memo)
  if (known !== undefined) return known
  try {
    const read = (await executor.call('readQuery', { text }, { isBrief: true })) as ReadQuery
    writeMemory(memo, read)
    return read
  } catch (error) {
    if (!isMillraceError(error)) throw error
    const { line, column } = error.at ?? { line: 1, column: 1 }
    const inside = text.trimEnd().includes('\n') ? ` (line ${line}, column ${column} of the query)` : ''
    throw new MillraceError('E_DEFINITION', `the query of a check cannot be used: ${error.message}${inside}`, {
      at: inside === '' ? placeWithin(at, text, column - 1) : at,
      hint: hints[error.code] ?? 'It is one SELECT of rows that must not be there.',
    })
  }
}
