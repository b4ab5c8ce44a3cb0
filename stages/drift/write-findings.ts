import type { Findings } from 'millrace'
import type { DriftDocument, JudgedColumn } from './drift-document.ts'
import type { DriftParams } from './params.ts'
import { testName } from './test-name.ts'

/** What the tests say in sentences; warnings are about drift, and about columns that could not be judged. */
export function writeFindings(drift: DriftDocument, { labels }: DriftParams): Findings {
  const moved = drift.columns.filter(({ drifted }) => drifted)
  const rows = (n: number) => `${n.toLocaleString('en')} rows`
  const sides = `${labels.current} (${rows(drift.currentRows)}) against ${labels.reference} (${rows(drift.referenceRows)})`
  const tests = [...new Set(drift.columns.map(({ test }) => testName(test)))]
  const by = (role: JudgedColumn['role']) => moved.filter((column) => column.role === role)
  const unseen = drift.columns.filter((column) => column.unseen > 0)
  const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`
  const emptied = drift.unjudged.filter(({ reason }) => reason !== clockReason)
  return {
    headline:
      moved.length === 0
        ? `None of ${drift.columns.length} columns drifted: ${sides}.`
        : `${moved.length} of ${drift.columns.length} columns drifted: ${sides}.`,
    statements: [
      `The table as a whole counts as drifted from a share of ${percent(drift.shareThreshold)} of its columns on; the share is ${percent(drift.share)}.`,
      ...(tests.length > 0 ? [`Tests: ${tests.join(', ')}.`] : []),
    ],
    warnings: [
      ...(drift.drifted ? [`The table drifted: ${percent(drift.share)} of its columns did.`] : []),
      ...(by('target').length > 0 ? [`The target drifted: ${by('target').map(brief).join('; ')}.`] : []),
      ...(by('prediction').length > 0 ? [`Predictions drifted: ${by('prediction').map(brief).join('; ')}.`] : []),
      ...(by('feature').length > 0 ? [`Drifted: ${someOf(by('feature').map(brief))}.`] : []),
      ...(unseen.length > 0
        ? [
            `Values that the reference never has: ${someOf(unseen.map((column) => `${column.name} (${percent(column.unseen)} of the rows)`))}.`,
          ]
        : []),
      ...emptied.map(({ name, reason }) => `${name} ${reason}: not judged.`),
      ...(drift.onlyInReference.length > 0
        ? [`Only ${labels.reference} has: ${drift.onlyInReference.join(', ')}.`]
        : []),
      ...(drift.onlyInCurrent.length > 0 ? [`Only ${labels.current} has: ${drift.onlyInCurrent.join(', ')}.`] : []),
    ],
  }
}

export const clockReason = 'is a date or a time, which moves on by itself'

function brief({ name, test, score, measure }: JudgedColumn): string {
  return `${name} (${testName(test)} ${measure === 'p-value' ? pText(score) : number(score)})`
}

export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p ${number(p)}`
}

export function number(value: number): string {
  return String(Number(value.toPrecision(2)))
}

function someOf(words: readonly string[]): string {
  return words.length <= 6 ? words.join(', ') : `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`
}
