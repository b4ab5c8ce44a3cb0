import type { ParsedCell } from './parse-cell.ts'
import { nodesIn } from './syntax.ts'

/** What becomes of a cell: nothing of its own, a file that stages import, or a stage. */
export type CellKind = 'imports' | 'library' | 'stage'

const declarations = /^(Import|Function|TSDeclareFunction|Class|TSEnum|TSInterface|TSTypeAlias|TSModule|Variable)/

/**
 * A cell of imports alone is no stage. One that defines functions, classes or types, and beside them at most what is written down
 * (`const rate = 0.2`), is a library: functions are no values that could go from stage to stage. Every other cell is a stage.
 */
export function classifyCell({ code }: ParsedCell): CellKind {
  const statements = nodesIn(code.program.body)
  if (statements.every(({ type }) => type === 'ImportDeclaration')) return 'imports'
  const values = [...code.values.values()]
  const isCode = values.some(({ holds }) => holds === 'code') || (values.length === 0 && code.types.size > 0)
  const isPlain = values.every(({ holds }) => holds === 'code' || holds === 'constant')
  return isCode && isPlain && statements.every(({ type }) => declarations.test(type)) ? 'library' : 'stage'
}
