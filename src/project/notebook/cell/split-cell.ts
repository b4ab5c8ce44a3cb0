import { type Edit, editText } from './edit-text.ts'
import type { PlannedCell } from './plan-cells.ts'
import { nodesIn, type SyntaxNode } from './syntax.ts'

/** What of a cell stands at the top of its file, and what in the body of the stage. */
export interface SplitCell {
  readonly top: string
  readonly body: string
}

/**
 * Takes a cell apart for the file of its stage: imports and types go to the top, where other files can import the types; all else is
 * the body, and its last expression gets a name.
 * @param specifier what an import is called in the new file
 */
export function splitCell(
  { cell: { source, code }, shown, files }: PlannedCell,
  specifier: (written: string) => string,
): SplitCell {
  const top: string[] = []
  const edits: Edit[] = []
  for (const { start, end, at, specifier: written } of code.imports) {
    const text = editText(source.slice(start, end), [
      { start: at[0] - start, end: at[1] - start, text: `'${specifier(written)}'` },
    ])
    top.push(text)
    edits.push({ start, end: lineEnd(source, end), text: '' })
  }
  for (const node of new Set(code.types.values())) {
    const comments = commentsAbove(source, node)
    top.push(`${source.slice(comments, node.start)}export ${source.slice(node.start, node.end)}`)
    edits.push({ start: comments, end: lineEnd(source, node.end), text: '' })
  }
  if (shown !== undefined) {
    const { start, end } = code.shown!
    const ending = /;\s*$/.exec(source.slice(start, end))?.[0].length ?? 0
    edits.push({ start, end: start, text: `const ${shown} = ` }, { start: end - ending, end, text: '' })
  }
  for (const { port, start, end } of files) edits.push({ start, end, text: filePath(port) })
  return { top: top.join('\n'), body: trimLines(editText(source, edits)) }
}

/** How a stage names the path of the file that an input holds. */
export const filePath = (port: string) => `${port}.files[0]!.path`

/** A library's cell: every declaration is exported. */
export function exportedCell({ cell: { source, code } }: PlannedCell, specifier: (written: string) => string): string {
  const imports = code.imports.map(({ at, specifier: written }) => ({
    start: at[0],
    end: at[1],
    text: `'${specifier(written)}'`,
  }))
  const exports = nodesIn(code.program.body)
    .filter(({ type }) => type !== 'ImportDeclaration')
    .map(({ start }) => ({ start, end: start, text: 'export ' }))
  return trimLines(editText(source, [...imports, ...exports]))
}

/** Empty lines at both ends say nothing. */
export function trimLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
}

/** Behind the end of a line that holds nothing else after this place. */
function lineEnd(source: string, end: number): number {
  return end + /^[ \t;]*\n?/.exec(source.slice(end))![0].length
}

/** Where the comments begin that stand right above a statement. */
function commentsAbove(source: string, { start }: SyntaxNode): number {
  const before = source.slice(0, start)
  const [comments = ''] =
    /(?:(?<=^|\n)[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)[ \t]*\n)*[ \t]*$/.exec(before) ?? []
  return start - comments.length
}
