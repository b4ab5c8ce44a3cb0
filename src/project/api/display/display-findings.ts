import type { Findings } from '../../../report/report-model.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { staleText } from './stale-text.ts'

/** Whether a JSON value is findings: a headline, and sentences below it. */
export function isFindings(value: unknown): value is Findings {
  if (typeof value !== 'object' || value === null) return false
  const { headline, statements, warnings = [] } = value as Partial<Findings>
  return typeof headline === 'string' && isTexts(statements) && isTexts(warnings)
}

/** What a stage found, as Markdown: the headline, its warnings, and the statements as a list. */
export function displayFindings(
  name: string,
  { headline, statements, warnings = [] }: Findings,
  now: Freshness,
): MimeBundle {
  const stale = staleText(now).trimEnd()
  const markdown = [
    ...(stale === '' ? [] : [`> **${escaped(stale)}**`]),
    `**${escaped(headline)}**`,
    ...warnings.map((text) => `> ⚠ ${escaped(text)}`),
    statements.map((text) => `- ${escaped(text)}`).join('\n'),
  ]
  const plain = [
    `${name}: ${headline}`,
    ...warnings.map((text) => `⚠ ${text}`),
    ...statements.map((text) => `- ${text}`),
  ]
  return {
    'text/markdown': markdown.filter((part) => part !== '').join('\n\n'),
    'text/plain': `${staleText(now)}${plain.join('\n')}`,
  }
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Values are text and not markup: what Markdown or HTML would take for a sign is written as a character. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>$|]/g, (sign) => `\\${sign}`).replaceAll('\n', ' ')
