import { type ErrorDocument, isMillraceError } from '../../base/errors/millrace-error.ts'
import { formatPosition } from '../../base/errors/position.ts'
import { type Colors, colors as stderrColors } from './colors.ts'

/** An error for people: code, message, the place with its line quoted and underlined, and what to do. */
export function formatError(error: ErrorDocument, colors: Colors = stderrColors): string {
  const lines = [`${colors.red(colors.bold(error.code))}  ${error.message}`]
  if (error.at !== undefined) {
    lines.push(`  ${colors.cyan(formatPosition(error.at))}`)
    if (error.at.text !== undefined) {
      const number = String(error.at.line)
      const { quoted, offset } = excerpt(error.at.text, error.at.column)
      const underline = '^'.repeat(Math.max(1, Math.min(error.at.length ?? 1, quoted.length - offset)))
      lines.push(`  ${colors.dim(`${number} |`)} ${quoted}`)
      lines.push(`  ${' '.repeat(number.length)} ${colors.dim('|')} ${' '.repeat(offset)}${colors.red(underline)}`)
    }
  }
  if (error.transcript !== undefined) {
    for (const line of error.transcript.split('\n')) lines.push(`    ${colors.dim(line)}`)
  }
  if (error.hint !== undefined) lines.push(`  ${error.hint}`)
  return `${lines.join('\n')}\n`
}

/** A part of a long line around the place, tabs as one blank so that the underline fits. */
function excerpt(text: string, column: number): { quoted: string; offset: number } {
  const plain = text.replaceAll('\t', ' ')
  if (plain.length <= 120) return { quoted: plain, offset: column - 1 }
  const start = Math.max(0, column - 60)
  return { quoted: `…${plain.slice(start, start + 118)}…`, offset: column - start }
}

/** Anything thrown, as a document: what is not ours is a mistake of Millrace and keeps its stack. */
export function toErrorDocument(thrown: unknown): ErrorDocument {
  if (isMillraceError(thrown)) return thrown.toDocument()
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return {
    code: 'E_INTERNAL',
    message,
    hint: 'This is a mistake in Millrace itself: please report it with the text above.',
  }
}
