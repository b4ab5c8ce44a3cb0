import type { Findings } from 'millrace'
import type { ConstraintCheck } from 'millrace/ml'
import { nounOf } from './nouns.ts'

export interface ValidationEvidence {
  readonly checks: readonly ConstraintCheck[]
  readonly rows: number
  /** Columns of text that were read as numbers. */
  readonly cast: readonly string[]
  /** Columns with numbers below zero, where the baseline has none. */
  readonly negative: readonly string[]
  /** Whether distributions were compared. */
  readonly compared: boolean
}

/** What the checks say in sentences: one warning a column that violates something. */
export function writeFindings({ checks, rows, cast, negative, compared }: ValidationEvidence): Findings {
  const violated = checks.filter(({ ok }) => !ok)
  const columns = [...new Set(violated.map(({ feature }) => feature))]
  const size = `${checks.length} checks of ${rows.toLocaleString('en')} rows`
  return {
    headline:
      violated.length === 0
        ? `Every constraint holds: ${size}, no violation.`
        : `${violated.length} of ${size} ${violated.length === 1 ? 'is' : 'are'} violated, in ${columns.length === 1 ? 'one column' : `${columns.length} columns`}.`,
    statements: compared
      ? []
      : ['Distributions were not compared: the baseline’s statistics are not wired into this stage.'],
    warnings: [
      ...columns.map((name) => {
        const own = violated.filter(({ feature }) => feature === name)
        return `Column ${name}: ${own.map(({ check, description }) => `${nounOf(check)}. ${description}`).join(' ')}`
      }),
      ...cast.map((name) => `Column ${name} is text here; its values were read as numbers, a model will not do so.`),
      ...negative.map((name) => `Column ${name} has values below zero, its baseline has none.`),
    ],
  }
}
