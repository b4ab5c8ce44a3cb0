import { findUntrackedReads } from '../../../languages/ts/untracked-reads.ts'
import type { ReadCell } from '../read-notebook.ts'
import { type CellCode, cellCode } from './cell-code.ts'
import { type CellPlace, cellError } from './cell-error.ts'
import { checkImports } from './check-imports.ts'
import { loadParser, parseCode } from './parser.ts'
import { nodesIn, type SyntaxNode } from './syntax.ts'

/** A code cell with what its code comes to. */
export interface ParsedCell extends CellPlace {
  readonly text: string
  readonly code: CellCode
}

/**
 * Reads the code of a cell.
 * @param file the notebook as errors name it
 * @throws E_NOTEBOOK for what is no TypeScript or exports something; E_STAGE_READS for imports that cannot be followed
 */
export async function parseCell({ number, source, text }: ReadCell, file: string): Promise<ParsedCell> {
  await loadParser()
  const place = { file, number, source }
  const { program, module, errors } = parseCode(source, { showSemanticErrors: true })
  const [first] = errors
  if (first !== undefined) {
    const { start = 0, end = 1 } = first.labels[0] ?? {}
    throw cellError(
      place,
      { start, end },
      `code cell ${number} is no TypeScript: ${first.message}`,
      'Commands for the kernel and for the shell cannot be in a stage.',
    )
  }
  const [read] = findUntrackedReads(module, source, file)
  if (read !== undefined) {
    const start =
      source
        .split('\n')
        .slice(0, read.at.line - 1)
        .join('\n').length +
      (read.at.line > 1 ? 1 : 0) +
      read.at.column -
      1
    throw cellError(
      place,
      { start, end: start + (read.at.length ?? 1) },
      `code cell ${number} uses ${read.what}: what it leads to is in no digest`,
      'Import by a literal name.',
      'E_STAGE_READS',
    )
  }
  const tree = program as unknown as SyntaxNode
  const exported = nodesIn(tree.body).find(({ type }) => type.startsWith('Export'))
  if (exported !== undefined) {
    throw cellError(
      place,
      { start: exported.start, end: exported.start + 'export'.length },
      `code cell ${number} exports something, which cells cannot`,
      'Leave out the word export: other cells see the name without it.',
    )
  }
  const cell = { ...place, text, code: cellCode(source, tree) }
  checkImports(place, cell.code.imports)
  return cell
}
