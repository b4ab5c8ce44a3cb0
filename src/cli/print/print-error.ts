import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import { formatPosition, type SourcePosition } from '../../base/errors/position.ts'
import { type Colors, colors as stderrColors } from './colors.ts'

/** An error for people: code, message, the place with its line quoted and underlined, and what to do. */
export function formatError(error: ErrorDocument, colors: Colors = stderrColors): string {
  const lines = [`${colors.red(colors.bold(error.code))}  ${error.message}`]
  // Where several mistakes are one error, each has a place of its own.
  const parts = error.causes ?? [error]
  for (const part of parts) {
    if (part !== error) lines.push(`  ${colors.red('-')} ${part.message.replaceAll('\n', '\n  ')}`)
    if (part.at !== undefined)
      lines.push(...placeLines(part.at, colors).map((line) => (part === error ? line : `  ${line}`)))
  }
  if (error.transcript !== undefined) {
    for (const line of error.transcript.split('\n')) lines.push(`    ${colors.dim(line)}`)
  }
  if (error.hint !== undefined) lines.push(`  ${error.hint}`)
  return `${lines.join('\n')}\n`
}

/** `pipeline.yaml:14:17`, and below it the line, underlined. */
function placeLines(at: SourcePosition, colors: Colors): string[] {
  const lines = [`  ${colors.cyan(formatPosition(at))}`]
  if (at.text === undefined) return lines
  const number = String(at.line)
  const { quoted, offset } = excerpt(at.text, at.column)
  const underline = '^'.repeat(Math.max(1, Math.min(at.length ?? 1, quoted.length - offset)))
  return [
    ...lines,
    `  ${colors.dim(`${number} |`)} ${quoted}`,
    `  ${' '.repeat(number.length)} ${colors.dim('|')} ${' '.repeat(offset)}${colors.red(underline)}`,
  ]
}

/** A part of a long line around the place, tabs as one blank so that the underline fits. */
function excerpt(text: string, column: number): { quoted: string; offset: number } {
  const plain = text.replaceAll('\t', ' ')
  if (plain.length <= 120) return { quoted: plain, offset: column - 1 }
  const start = Math.max(0, column - 60)
  return { quoted: `…${plain.slice(start, start + 118)}…`, offset: column - start }
}
