import { parseCode } from './parser.ts'
import { childrenOf, type SyntaxNode } from './syntax.ts'

/** Moves code to the right. Lines that begin inside of a template literal are values, and stay. */
export function indentCode(code: string, by: string): string {
  const fixed = linesInTemplates(code)
  return code
    .split('\n')
    .map((line, i) => (line === '' || fixed.has(i) ? line : by + line))
    .join('\n')
}

/** Moves lines of a file to the left, by what all of them begin with. @param from @param to lines from 0; `to` is not among them */
export function dedentLines(file: string, from: number, to: number): string {
  const fixed = linesInTemplates(file)
  const lines = file.split('\n').slice(from, to)
  const isFree = (line: string, i: number) => line.trim() !== '' && !fixed.has(from + i)
  const depth = Math.min(...lines.filter(isFree).map((line) => line.length - line.trimStart().length), 80)
  return lines
    .map((line, i) => (isFree(line, i) ? line.slice(depth) : fixed.has(from + i) ? line : line.trim()))
    .join('\n')
}

/** Lines, from 0, that begin inside of a template literal. */
function linesInTemplates(code: string): Set<number> {
  const lines = new Set<number>()
  const visit = (node: SyntaxNode) => {
    if (node.type === 'TemplateElement') {
      const first = code.slice(0, node.start).split('\n').length - 1
      const more = code.slice(node.start, node.end).split('\n').length - 1
      for (let i = 1; i <= more; i++) lines.add(first + i)
    }
    childrenOf(node).forEach(visit)
  }
  if (code.includes('`')) visit(parseCode(code).program as unknown as SyntaxNode)
  return lines
}
