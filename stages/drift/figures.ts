import type { Figure } from 'millrace'
import type { DriftColumn } from 'millrace/ml'
import { driftDistributions, driftRanking, type TableFigure } from 'millrace/report'
import { barsOf } from './bars-of.ts'
import type { DriftDocument, JudgedColumn } from './drift-document.ts'
import type { DriftParams } from './params.ts'
import { testName } from './test-name.ts'
import { number, pText } from './write-findings.ts'

/** Panels of distributions that are drawn. */
const panels = 6

/** The ranking, the strongest columns side by side, and every number in a table. */
export function driftFigures(
  drift: DriftDocument,
  ranked: readonly (JudgedColumn & { readonly data: DriftColumn })[],
  { labels }: DriftParams,
): { chart: Figure; distributions: Figure; table: Figure } {
  const rows = { reference: drift.referenceRows, current: drift.currentRows }
  const columns = ranked.map(({ name, role, drifted, strength, score, threshold, measure, test }) => ({
    name: role === 'feature' ? name : `${name} (${role})`,
    drifted,
    strength,
    said: `${testName(test)} ${measure === 'p-value' ? pText(score) : number(score)}`,
    limit: `${measure === 'p-value' ? 'p below' : 'from'} ${threshold}`,
  }))
  return {
    chart: driftRanking({ columns, labels, rows }),
    distributions: driftDistributions({
      labels,
      rows,
      panels: ranked.slice(0, panels).map(({ name, drifted, data }) => ({ name, drifted, bars: barsOf(data) })),
      columns: ranked.length,
    }),
    table: driftTable(drift, labels),
  }
}

function driftTable(drift: DriftDocument, labels: DriftParams['labels']): TableFigure {
  const percent = (share: number) => 100 * share
  const moved = drift.columns.filter(({ drifted }) => drifted).length
  return {
    type: 'table',
    title: `${moved} of ${drift.columns.length} columns drifted`,
    subtitle: `${labels.current} (${drift.currentRows.toLocaleString('en')} rows) against ${labels.reference} (${drift.referenceRows.toLocaleString('en')} rows)`,
    description: drift.unjudged.map(({ name, reason }) => `${name} ${reason}.`).join(' ') || 'Every column was judged.',
    columns: [
      { label: 'column' },
      { label: 'role' },
      {
        label: 'test',
        meaning: 'Evidently’s choice by rows and distinct values of the reference, or the one asked for.',
      },
      { label: 'score', align: 'right', digits: 4, meaning: 'A p-value (small: drift) or a distance (large: drift).' },
      { label: 'threshold', align: 'right', digits: 3 },
      { label: 'result' },
      {
        label: `present, ${labels.reference}`,
        unit: '%',
        align: 'right',
        digits: 1,
        meaning: 'Share of rows with a value.',
      },
      {
        label: `present, ${labels.current}`,
        unit: '%',
        align: 'right',
        digits: 1,
        meaning: 'Share of rows with a value.',
      },
      {
        label: 'unseen',
        unit: '%',
        align: 'right',
        digits: 1,
        meaning: 'Share of the current values that the reference never has.',
      },
    ],
    rows: [
      ...drift.columns.map(({ name, role, test, score, measure, threshold, drifted, completeness, unseen }) => [
        { value: name, emphasis: drifted },
        role,
        testName(test),
        score,
        threshold,
        { value: drifted ? '✕ drifted' : 'no drift', emphasis: drifted, muted: !drifted, meaning: measure },
        percent(completeness.reference),
        percent(completeness.current),
        percent(unseen),
      ]),
      ...drift.unjudged.map(({ name }) => [
        { value: name, muted: true },
        null,
        null,
        null,
        null,
        { value: 'not judged', muted: true },
        null,
        null,
        null,
      ]),
    ],
  }
}
