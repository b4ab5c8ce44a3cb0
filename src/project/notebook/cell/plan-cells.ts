import { cellError } from './cell-error.ts'
import { bare, type CellValue, expressionHolds } from './cell-value.ts'
import { type CellKind, classifyCell } from './classify-cell.ts'
import { type FileRead, fileReads } from './file-reads.ts'
import { type CellIndex, indexCells } from './index-cells.ts'
import type { ParsedCell } from './parse-cell.ts'
import { type ResolvedUses, resolveUses } from './resolve-uses.ts'
import { fileName, StageNames } from './stage-name.ts'
import { nameOf, nodeAt } from './syntax.ts'

/** A cell, and the file that it becomes. */
export interface PlannedCell {
  readonly cell: ParsedCell
  readonly kind: 'library' | 'stage'
  /** Of the stage; of a library, what its file is called. */
  readonly name: string
  /** From the project's folder. */
  readonly file: string
  /** The first heading of the text above it; that text without it. */
  readonly heading: string | undefined
  readonly description: string
  readonly uses: ResolvedUses
  /** Files that it reads. */
  readonly files: readonly FileRead[]
  /** What the stage gives to others, or in the end. */
  readonly outputs: readonly PlannedOutput[]
  /** What it calls the value of its last expression, which is an output too. */
  readonly shown: string | undefined
}

export interface PlannedOutput {
  readonly name: string
  readonly kind: 'json' | 'table' | 'figure'
  /** As the cell declares it. */
  readonly type: string | undefined
}

/**
 * What the cells of a notebook become: stages wired by the names that they define and use, and files that stages import.
 * @throws E_NOTEBOOK, E_STAGE_READS where a cell can be neither, with its number and the place in it
 */
export function planCells(cells: readonly ParsedCell[]): {
  readonly planned: readonly PlannedCell[]
  readonly index: CellIndex
} {
  const index = indexCells(cells)
  const kinds = new Map(cells.map((cell) => [cell, classifyCell(cell)] as const))
  const made = cells.filter((cell) => kinds.get(cell) !== 'imports')
  const uses = new Map(made.map((cell) => [cell, resolveUses(cell, index, kinds)] as const))
  const read = new Set([...uses.values()].flatMap(({ inputs }) => [...inputs]))
  const names = { stage: new StageNames(), library: new StageNames() }
  const planned = made.map((cell): PlannedCell => {
    const kind = kinds.get(cell) as Exclude<CellKind, 'imports'>
    const { heading, description } = splitText(cell.text)
    const shown = kind === 'stage' && cell.code.shown !== undefined ? shownName(cell) : undefined
    const outputs = kind === 'stage' ? outputsOf(cell, index, read, shown) : []
    const given = outputs.length > 0 ? outputs.map(({ name }) => name) : [...cell.code.values.keys()]
    const own = given.filter((name) => name !== shown)
    const name = names[kind].take(heading, own, cell.number)
    const file = `${kind === 'stage' ? 'stages' : 'lib'}/${fileName(name)}.ts`
    const files = fileReads(cell, index, namesOf(cell))
    if (kind === 'library' && files[0] !== undefined) throw readsInLibrary(cell, files[0])
    return { cell, kind, name, file, heading, description, uses: uses.get(cell)!, files, outputs, shown }
  })
  return { planned, index }
}

/** A heading right at the top of the text, and the rest. */
function splitText(text: string): { heading: string | undefined; description: string } {
  const [, heading, rest] = /^#{1,6} ([^\n]+)\n?(.*)$/s.exec(text) ?? []
  return heading === undefined
    ? { heading: undefined, description: text }
    : { heading: heading.trim(), description: rest!.trim() }
}

/** Every name that stands in the cell. */
function namesOf({ code }: ParsedCell): Set<string> {
  const imported = code.imports.flatMap(({ names }) => names.map(({ local }) => local))
  return new Set([...code.values.keys(), ...code.types.keys(), ...imported, ...code.uses.map(({ name }) => name)])
}

/** A name that the cell does not use itself. */
function shownName(cell: ParsedCell): string {
  const taken = namesOf(cell)
  let name = 'shown'
  for (let n = 2; taken.has(name); n++) name = `shown${n}`
  return name
}

/** What others read; the value that is shown; where neither is, all that the cell defines. */
function outputsOf(
  cell: ParsedCell,
  index: CellIndex,
  read: ReadonlySet<string>,
  shown: string | undefined,
): PlannedOutput[] {
  const { values } = cell.code
  const wanted = [...values.keys()].filter((name) => read.has(name))
  const isHeld = (value: CellValue) => kindOf(value, index) !== undefined
  const given =
    wanted.length > 0 || shown !== undefined
      ? wanted
      : [...values].flatMap(([name, value]) => (isHeld(value) ? [name] : []))
  const outputs = given.map((name): PlannedOutput => {
    const value = values.get(name)!
    const kind = kindOf(value, index)
    if (kind === undefined) throw unheld(cell, name, value)
    if (!/^[A-Za-z]\w*$/.test(name)) {
      throw cellError(
        cell,
        value.node,
        `\`${name}\` of code cell ${cell.number} cannot be the name of an output`,
        'Begin it with a letter, and use letters, digits and _ only.',
      )
    }
    return { name, kind, type: kind === 'json' ? value.type?.text : undefined }
  })
  if (shown === undefined) return outputs
  return [...outputs, { name: shown, kind: shownKind(cell, index), type: undefined }]
}

/** How a value goes from stage to stage; undefined where JSON cannot hold it. */
function kindOf(value: CellValue, index: CellIndex): PlannedOutput['kind'] | undefined {
  if (value.holds === 'table' || value.holds === 'figure') return value.holds
  if (value.alias !== undefined) {
    const other = index.values.get(value.alias)?.value
    return other === undefined || other === value ? 'json' : kindOf(other, index)
  }
  if (isChart(nodeAt(value.node, 'init'), index)) return 'figure'
  return value.holds === 'json' || value.holds === 'constant' ? 'json' : undefined
}

function shownKind(cell: ParsedCell, index: CellIndex): PlannedOutput['kind'] {
  const expression = bare(nodeAt(cell.code.shown!, 'expression'))
  const alias = nameOf(expression)
  const known = alias === undefined ? undefined : index.values.get(alias)?.value
  const kind = known === undefined ? undefined : kindOf(known, index)
  if (kind !== undefined) return kind
  if (isChart(expression, index)) return 'figure'
  const holds = known?.holds ?? expressionHolds(expression)
  if (holds === 'json' || holds === 'constant') return 'json'
  if (holds === 'table' || holds === 'figure') return holds
  const what = holds === 'code' ? 'a function' : holds
  throw cellError(
    cell,
    cell.code.shown!,
    `code cell ${cell.number} shows ${what}, which JSON cannot hold`,
    'Show an array, an object, a number or a text that is made of it.',
  )
}

/** What a function of `millrace/report` draws. */
function isChart(expression: Parameters<typeof bare>[0], { imports }: CellIndex): boolean {
  const node = bare(expression)
  const called = node?.type === 'CallExpression' ? nameOf(nodeAt(node, 'callee')) : undefined
  return called !== undefined && imports.get(called)?.from.specifier === 'millrace/report'
}

function unheld(cell: ParsedCell, name: string, { holds, node }: CellValue) {
  const message = `code cell ${cell.number} gives \`${name}\``
  return holds === 'code'
    ? cellError(
        cell,
        node,
        `${message} to other cells, a function beside values`,
        'Put functions into a cell of their own: it becomes a file that stages import.',
      )
    : cellError(
        cell,
        node,
        `${message}, ${holds}, which JSON cannot hold`,
        'Give an array or an object instead, such as [...it] or Object.fromEntries(it).',
      )
}

function readsInLibrary(cell: ParsedCell, at: FileRead) {
  return cellError(
    cell,
    at,
    `code cell ${cell.number} defines functions, and one of them reads \`${at.path}\``,
    'Read the file in a cell that becomes a stage, and give the function what was read.',
    'E_STAGE_READS',
  )
}
