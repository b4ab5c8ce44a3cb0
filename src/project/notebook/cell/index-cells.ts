import type { CellImport, ImportedName } from './cell-code.ts'
import { cellError } from './cell-error.ts'
import type { CellValue } from './cell-value.ts'
import type { ParsedCell } from './parse-cell.ts'
import type { SyntaxNode } from './syntax.ts'

/** Which cell each name comes from. */
export interface CellIndex {
  readonly values: ReadonlyMap<string, { readonly cell: ParsedCell; readonly value: CellValue }>
  readonly types: ReadonlyMap<string, ParsedCell>
  readonly imports: ReadonlyMap<string, FoundImport>
}

export interface FoundImport {
  readonly cell: ParsedCell
  readonly from: CellImport
  readonly name: ImportedName
}

/**
 * Finds out which cell each name comes from.
 * @throws E_NOTEBOOK where two cells define one name: which of them a reader means is not in the text
 */
export function indexCells(cells: readonly ParsedCell[]): CellIndex {
  const values = new Map<string, { cell: ParsedCell; value: CellValue }>()
  const types = new Map<string, ParsedCell>()
  const imports = new Map<string, FoundImport>()
  for (const cell of cells) {
    for (const from of cell.code.imports) {
      for (const name of from.names) {
        const known = imports.get(name.local)
        const isSame = known?.from.specifier === from.specifier && known.name.imported === name.imported
        if (!isSame) refuseSecond(cell, from, name.local)
        if (known === undefined) imports.set(name.local, { cell, from, name })
      }
    }
    for (const [name, value] of cell.code.values) {
      refuseSecond(cell, value.node, name)
      values.set(name, { cell, value })
    }
    for (const [name, node] of cell.code.types) {
      // A type may share its name with a value of the same cell, as a class does.
      if (types.has(name) || imports.has(name)) refuseSecond(cell, node, name)
      types.set(name, cell)
    }
  }
  return { values, types, imports }

  function refuseSecond(cell: ParsedCell, at: Pick<SyntaxNode, 'start' | 'end'>, name: string): void {
    const first = values.get(name)?.cell ?? types.get(name) ?? imports.get(name)?.cell
    if (first === undefined) return
    throw cellError(
      cell,
      at,
      `code cell ${cell.number} defines \`${name}\` again, which code cell ${first.number} defined`,
      'Give the second one another name: in a pipeline no cell runs later than another, it reads from it.',
    )
  }
}
