import type { Figure } from 'millrace'
import type { BiasMetric } from 'millrace/ml'
import { biasMetrics, type TableFigure } from 'millrace/report'
import type { Groups } from './groups.ts'

export type JudgedMetric = BiasMetric & { readonly of: 'training labels' | 'test predictions' }

/** JSON has no infinity: a ratio over nothing is shown as ∞. */
const shown = (value: number | null) => (value === null || Number.isFinite(value) ? value : value > 0 ? '∞' : '−∞')

/** Every metric with its neutral point, interval and both group sizes; greyed where a group has fewer than ten rows. */
export function metricsTable(metrics: readonly JudgedMetric[], groups: Groups, level: number): TableFigure {
  const percent = Number((100 * level).toFixed(1))
  return {
    type: 'table',
    title: `Bias metrics of “${groups.facet}”: ${groups.disfavoured} (d) beside ${groups.favoured} (a)`,
    subtitle: `${percent} % bootstrap intervals; greyed where a group has fewer than 10 rows`,
    description: metrics.map(({ metric, meaning, error }) => `${metric}: ${error ?? meaning}`).join(' '),
    columns: [
      { label: 'metric', meaning: 'SageMaker Clarify’s abbreviation and name.' },
      { label: 'of', meaning: 'Labels of the training rows, or predictions for the test rows.' },
      { label: 'value', align: 'right', digits: 3 },
      { label: 'interval', align: 'right', meaning: `Percentile bootstrap over rows, level ${percent} %.` },
      { label: 'neutral', align: 'right', digits: 0, meaning: 'The value at which both groups are treated alike.' },
      { label: 'n a', align: 'right', digits: 0, meaning: `Rows of the group a: ${groups.favoured}.` },
      { label: 'n d', align: 'right', digits: 0, meaning: `Rows of the group d: ${groups.disfavoured}.` },
    ],
    rows: metrics.map(({ metric, name, of, value, interval, neutral, nA, nD, smallSample: muted }) => [
      { value: `${metric}, ${name}`, muted },
      { value: of === 'training labels' ? 'labels' : 'predictions', muted },
      { value: shown(value), muted },
      { value: interval === null ? null : interval.map((end) => end.toFixed(3).replace('-', '−')).join(' to '), muted },
      neutral,
      nA,
      nD,
    ]),
  }
}

/** Never below 0: an interval of them leaves out 0 whatever the data, and would look like a finding. */
const distances = new Set(['KL', 'JS', 'LP', 'TVD', 'KS'])

/** The same as a chart around the neutral points; distances are points, their intervals stand in the table. */
export function metricsChart(metrics: readonly JudgedMetric[], groups: Groups, n: number): Figure {
  return biasMetrics({
    ...groups,
    n,
    metrics: metrics.map(({ metric, value, interval, neutral, smallSample, of }) => ({
      name: metric,
      label: of,
      value: value !== null && Number.isFinite(value) ? value : null,
      lower: distances.has(metric) ? null : (interval?.[0] ?? null),
      upper: distances.has(metric) ? null : (interval?.[1] ?? null),
      neutral,
      muted: smallSample,
    })),
  })
}
