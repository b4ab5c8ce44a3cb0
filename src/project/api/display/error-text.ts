import type { ErrorDocument } from '../../../base/errors/millrace-error.ts'
import { formatPosition } from '../../../base/errors/position.ts'

/** An error as a short block: code, message, the place with its line quoted and underlined, and what to do. */
export function errorText({ code, message, at, hint }: ErrorDocument): string {
  const lines = [`${code}  ${message}`]
  if (at !== undefined) {
    lines.push(`  ${formatPosition(at)}`)
    if (at.text !== undefined) {
      const number = String(at.line)
      lines.push(`  ${number} | ${at.text.replaceAll('\t', ' ')}`)
      lines.push(
        `  ${' '.repeat(number.length)} | ${' '.repeat(at.column - 1)}${'^'.repeat(Math.max(1, at.length ?? 1))}`,
      )
    }
  }
  if (hint !== undefined) lines.push(`  ${hint}`)
  return lines.join('\n')
}
