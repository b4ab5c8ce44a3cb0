import { cleanDocblock } from '../../../languages/ts/docblock.ts'
import { type CellImport, cellCode, type ImportedName } from './cell-code.ts'
import { movedSpecifier } from './cell-specifier.ts'
import { type Edit, editText } from './edit-text.ts'
import type { WantedImport } from './import-text.ts'
import { dedentLines } from './indent-code.ts'
import { parseCode } from './parser.ts'
import { regionsOf, withoutText } from './region.ts'
import { trimLines } from './split-cell.ts'
import { nodesIn, type SyntaxNode } from './syntax.ts'

/** The cell that a file of a project came from, read back from it. */
export interface CellOfFile {
  /** Which code cell of its notebook it was, from 1. */
  readonly number: number
  readonly heading: string | undefined
  /** The text above it, from the docblock. */
  readonly description: string
  readonly source: string
  /** What it imports and did not import itself: names from other cells. Specifiers as the file has them. */
  readonly imports: readonly WantedImport[]
}

/**
 * The cell that a stage file or a library came from, as it was, whatever has been edited between the comments that mark it;
 * undefined for a file that came from no cell.
 * @param text of the file
 * @param from folder of the file
 * @param files paths of the files that its inputs hold, by input, as the cell is to have them
 * @param to folder in which the cell is to lie: relative imports lead to the same files from there
 */
export function cellOfFile(
  text: string,
  from: string,
  to: string,
  files: Readonly<Record<string, string>> = {},
): CellOfFile | undefined {
  const regions = regionsOf(text)
  if (regions.length === 0) return undefined
  const parts = regions.map((region) => {
    const code = trimLines(dedentLines(text, region.from, region.to))
    return withPaths(region.shown === undefined ? cleaned(code, from, to) : unnamed(code, region.shown), files)
  })
  const source = parts.filter((part) => part !== '').join('\n\n')
  const marked = new Set(regions.flatMap((region) => range(region.from, region.to)))
  const used = new Set(parsed(source).uses.map(({ name }) => name))
  const others = parsed(text).imports.filter(({ start }) => !marked.has(lineOf(text, start)))
  const wanted = ({ names, specifier }: CellImport): WantedImport[] =>
    names.filter((name: ImportedName) => used.has(name.local)).map((name) => ({ ...name, specifier }))
  const heading = regions.find((region) => region.heading !== undefined)?.heading
  return {
    number: regions[0]!.number,
    heading,
    description: descriptionOf(text, regions[0]!.from - 1),
    source,
    imports: others.flatMap(wanted),
  }
}

/** The docblock right above the stage, or above the region of a library. @param line of the first region, from 0 */
function descriptionOf(text: string, line: number): string {
  const { comments, program } = parseCode(text)
  const stage = program.body.find(({ type }) => type === 'ExportDefaultDeclaration')
  const start = stage?.start ?? text.split('\n').slice(0, line).join('\n').length
  const block = comments.findLast(({ type, value, end }) => type === 'Block' && value.startsWith('*') && end <= start)
  if (block === undefined || text.slice(block.end, start).trim() !== '') return ''
  const description = cleanDocblock(block.value).replaceAll('*\\/', '*/')
  return withoutText.test(description) ? '' : description
}

/** With the paths of files in place of the inputs that hold them. */
function withPaths(code: string, files: Readonly<Record<string, string>>): string {
  return Object.entries(files).reduce(
    (text, [port, path]) =>
      text.replace(new RegExp(`\\b${port}\\.files\\[0\\]!?\\.path\\b`, 'g'), () => `'${path.replaceAll("'", "\\'")}'`),
    code,
  )
}

/** Without the word `export`, and with imports as the notebook has them. */
function cleaned(code: string, from: string, to: string): string {
  const program = tree(code)
  const edits: Edit[] = nodesIn(program.body)
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .map(({ start }) => ({ start, end: start + /^export\s+/.exec(code.slice(start))![0].length, text: '' }))
  for (const { at, specifier } of cellCode(code, program).imports) {
    if (specifier.startsWith('.'))
      edits.push({ start: at[0], end: at[1], text: `'${movedSpecifier(specifier, from, to)}'` })
  }
  return editText(code, edits)
}

/** The last expression without the name that the stage gave it. */
function unnamed(code: string, shown: string): string {
  const last = nodesIn(tree(code).body).at(-1)
  const head = last && new RegExp(`^const ${shown}\\b[^=]*=\\s*`).exec(code.slice(last.start, last.end))
  if (!last || !head) return code
  const expression = code.slice(last.start + head[0].length, last.end)
  // What begins like this would be a block or a declaration.
  const isExpression = !/^(\{|function\b|class\b)/.test(expression)
  return editText(code, [
    { start: last.start, end: last.end, text: isExpression ? expression : `(${expression.replace(/;$/, '')})` },
  ])
}

const tree = (code: string) => parseCode(code).program as unknown as SyntaxNode
const parsed = (code: string) => cellCode(code, tree(code))
const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length - 1
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
