import { didYouMean } from '../../../base/did-you-mean.ts'
import { cellError } from './cell-error.ts'
import type { CellKind } from './classify-cell.ts'
import type { FreeName } from './free-names.ts'
import type { CellIndex, FoundImport } from './index-cells.ts'
import type { ParsedCell } from './parse-cell.ts'

/** Where the names come from that a cell uses and does not define. */
export interface ResolvedUses {
  /** Values of other stages. */
  readonly inputs: ReadonlySet<string>
  /** Values and types of libraries, and types of stages, by the cell. */
  readonly modules: ReadonlyMap<ParsedCell, ReadonlySet<string>>
  /** Imports of other cells. */
  readonly imports: readonly FoundImport[]
}

/** What reaches outside without anything seeing it. */
const untracked: Readonly<Record<string, string>> = {
  fetch: 'Read an address as an input of the pipeline: `https:` with its sha256.',
  WebSocket: 'Read data as an input of the pipeline.',
  XMLHttpRequest: 'Read data as an input of the pipeline.',
  Deno: "Stages run on Node: import what you need from 'node:…', and read data as an input of the pipeline.",
}

/**
 * Finds out where each name comes from that a cell does not define.
 * @throws E_NOTEBOOK where a name of another cell is given another value or changed, comes later, or is defined nowhere; where a
 *   library reads a value; E_STAGE_READS for what no digest sees
 */
export function resolveUses(
  cell: ParsedCell,
  index: CellIndex,
  kinds: ReadonlyMap<ParsedCell, CellKind>,
): ResolvedUses {
  const inputs = new Set<string>()
  const modules = new Map<ParsedCell, Set<string>>()
  const imports = new Map<string, FoundImport>()
  const isLibrary = kinds.get(cell) === 'library'
  const take = (from: ParsedCell, name: string) => modules.set(from, (modules.get(from) ?? new Set()).add(name))

  for (const use of cell.code.uses) {
    const { name } = use
    const imported = index.imports.get(name)
    const value = index.values.get(name)
    const type = index.types.get(name)
    const from = imported?.cell ?? value?.cell ?? type
    if (from === undefined) {
      checkGlobal(cell, use, index)
      continue
    }
    if (use.use === 'write' || use.use === 'change') throw changes(cell, use, from)
    // Functions may call what stands below them, as long as that is no value of a stage.
    const isLater = from.number > cell.number && !(isLibrary && kinds.get(from) === 'library')
    if (isLater) {
      throw cellError(
        cell,
        use,
        `code cell ${cell.number} uses \`${name}\`, which is defined below it, in code cell ${from.number}`,
        'Put the cells into an order in which they run from top to bottom.',
      )
    }
    if (imported !== undefined) imports.set(name, imported)
    else if (value === undefined || kinds.get(from) === 'library') take(from, name)
    else if (isLibrary) {
      throw cellError(
        cell,
        use,
        `code cell ${cell.number} defines functions, and they use \`${name}\`, a value of code cell ${from.number}`,
        `Give it to the function as an argument, or define the function in the cell that calls it.`,
      )
    } else inputs.add(name)
  }
  return { inputs, modules, imports: [...imports.values()] }
}

function changes(cell: ParsedCell, use: FreeName, from: ParsedCell) {
  const { name } = use
  return use.use === 'write'
    ? cellError(
        cell,
        use,
        `code cell ${cell.number} gives \`${name}\` another value, which code cell ${from.number} defined`,
        `Define a new name here: const ${name}2 = …. A stage gives its values once.`,
      )
    : cellError(
        cell,
        use,
        `code cell ${cell.number} changes \`${name}\`, which code cell ${from.number} defined`,
        `Make a new value of it under another name, such as [...${name}] or { ...${name} }: no other stage would see the change.`,
      )
}

function checkGlobal(cell: ParsedCell, use: FreeName, index: CellIndex): void {
  const { name } = use
  const hint = Object.hasOwn(untracked, name) ? untracked[name] : undefined
  if (hint !== undefined && use.use !== 'type') {
    throw cellError(cell, use, `code cell ${cell.number} uses ${name}, which a stage cannot`, hint, 'E_STAGE_READS')
  }
  // Types of the language have no values that could be asked for.
  if (use.use === 'type' || name in globalThis || name === 'undefined') return
  const known = [...index.values.keys(), ...index.imports.keys()]
  throw cellError(
    cell,
    use,
    `code cell ${cell.number} uses \`${name}\`, which no cell defines`,
    didYouMean(name, known) ?? 'Define it in a cell above.',
  )
}
