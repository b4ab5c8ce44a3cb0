import { cellError } from './cell-error.ts'
import type { CellIndex } from './index-cells.ts'
import type { ParsedCell } from './parse-cell.ts'
import { childrenOf, nameOf, nodeAt, nodesIn, type SyntaxNode } from './syntax.ts'

/** A file that a cell reads by a path written down in it: the stage gets it as an input. */
export interface FileRead {
  /** Name of the input. */
  readonly port: string
  /** As the cell has it, from the notebook's folder. */
  readonly path: string
  /** The text with the path, quotes and all. */
  readonly start: number
  readonly end: number
}

const fileModules = new Set(['fs', 'node:fs', 'fs/promises', 'node:fs/promises'])
const readers = new Set(['readFile', 'readFileSync', 'createReadStream', 'open', 'openSync', 'statSync', 'stat'])
const tableReaders = new Set(['readCsv', 'readJsonRecords', 'readParquetFile'])

/**
 * The files that a cell reads, with names for inputs: a changed file then makes the stage stale, and DuckDB may open it.
 * @param taken names that an input cannot have
 * @throws E_STAGE_READS where something else is done with files than reading one by a path that is written down
 */
export function fileReads(cell: ParsedCell, index: CellIndex, taken: ReadonlySet<string>): FileRead[] {
  const found: FileRead[] = []
  const ports = new Map<string, string>()
  const from = (name: string | undefined) => (name === undefined ? undefined : index.imports.get(name))
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'CallExpression') {
      const callee = nodeAt(node, 'callee')!
      const object = callee.type === 'MemberExpression' ? nameOf(nodeAt(callee, 'object')) : undefined
      const called = from(object ?? nameOf(callee))
      const method = object === undefined ? called?.name.imported : nameOf(nodeAt(callee, 'property'))
      const isFile = called !== undefined && fileModules.has(called.from.specifier)
      const isTable =
        called?.from.specifier === 'millrace' &&
        (tableReaders.has(method ?? '') || (called.name.imported === 'Table' && method === 'parquet'))
      if (isFile || isTable) {
        const [first, ...others] = nodesIn(node.arguments)
        const paths = writtenPaths(first)
        if (paths === undefined || (isFile && !readers.has(method ?? ''))) throw refused(cell, node)
        for (const each of paths) found.push(read(each))
        others.forEach(visit)
        return
      }
    }
    const name = nameOf(node)
    const imported = name === undefined ? undefined : from(name)
    if (imported !== undefined && fileModules.has(imported.from.specifier) && !imported.name.isType)
      throw refused(cell, node)
    if (node.type === 'MemberExpression' && node.computed !== true) visit(nodeAt(node, 'object')!)
    else if (node.type === 'Property' && node.computed !== true) visit(nodeAt(node, 'value')!)
    else childrenOf(node).forEach(visit)
  }
  visit(cell.code.program)
  return found

  function read({ value, start, end }: SyntaxNode): FileRead {
    const path = String(value)
    const port = ports.get(path) ?? portName(path, new Set([...taken, ...ports.values()]))
    ports.set(path, port)
    return { port, path, start, end }
  }
}

/** The paths of an argument that is a text, or a list of texts. */
function writtenPaths(argument: SyntaxNode | undefined): SyntaxNode[] | undefined {
  const items =
    argument?.type === 'ArrayExpression' ? nodesIn(argument.elements) : argument === undefined ? [] : [argument]
  const isWritten = (item: SyntaxNode) =>
    item.type === 'Literal' && typeof item.value === 'string' && !/^\w+:\/\//.test(item.value)
  return items.length > 0 && items.every(isWritten) ? items : undefined
}

/** `salesCsv` of `data/sales.csv`. */
function portName(path: string, taken: ReadonlySet<string>): string {
  const words =
    path
      .split('/')
      .at(-1)!
      .match(/[A-Za-z0-9]+/g) ?? []
  const joined = words
    .map((word, i) => (i === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1)))
    .join('')
  const wish = /^[a-z]/.test(joined) ? joined : `file${joined}`
  let name = wish
  for (let n = 2; taken.has(name); n++) name = `${wish}${n}`
  return name
}

function refused(cell: ParsedCell, { start, end }: SyntaxNode) {
  return cellError(
    cell,
    { start, end },
    `code cell ${cell.number} works with files in a way that cannot be followed`,
    "A cell may read a file by a path that is written down: readFileSync('data.json', 'utf8'). It becomes an input of the stage.",
    'E_STAGE_READS',
  )
}
