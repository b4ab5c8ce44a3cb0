import type { Figure } from 'millrace'
import { biasByGroup, biasMetrics, type TableFigure } from 'millrace/report'
import type { FacetBias, GroupBias, JudgedMetric } from './judge-facet.ts'
import type { BiasReportParams } from './params.ts'

/** JSON has no infinity: a ratio over nothing is shown as ∞. */
const shown = (value: number | null) => (value === null || Number.isFinite(value) ? value : value > 0 ? '∞' : '−∞')

/** Every comparison, with the name of its facet. */
export function comparisonsOf(facets: readonly FacetBias[]): (GroupBias & { readonly facet: string })[] {
  return facets.flatMap(({ name, groups }) => groups.map((group) => ({ ...group, facet: name })))
}

/** Every metric with its neutral point, interval and both group sizes; greyed where a group has too few rows. */
export function metricsTable(facets: readonly FacetBias[], params: BiasReportParams): TableFigure {
  const percent = Number((100 * params.bootstrap.level).toFixed(1))
  const all = comparisonsOf(facets)
  const [only] = all
  const single = all.length === 1 && only !== undefined
  const meanings = new Map(all.flatMap(({ metrics }) => metrics.map(({ metric, meaning }) => [metric, meaning])))
  const sign = params.sign === 'code' ? 'signs of Clarify’s code' : 'signs as Clarify documents them'
  return {
    type: 'table',
    title: single
      ? `Bias metrics of “${only.facet}”: ${only.name} (d) beside ${only.favoured} (a)`
      : `Bias metrics of ${all.length} groups (d), each beside all other rows (a)`,
    subtitle: `${percent} % bootstrap intervals; greyed where a group has fewer than ${params.minimumGroup} rows; ${sign}`,
    description: single
      ? only.metrics.map(({ metric, meaning, error }) => `${metric}: ${error ?? meaning}`).join(' ')
      : [...meanings].map(([metric, meaning]) => `${metric}: ${meaning}`).join(' '),
    columns: [
      { label: 'metric', meaning: 'SageMaker Clarify’s abbreviation and name.' },
      ...(single ? [] : [{ label: 'facet' }, { label: 'group d' }]),
      { label: 'of', meaning: 'Labels of the training rows, or predictions for the test rows.' },
      { label: 'value', align: 'right', digits: 3 },
      {
        label: 'interval',
        align: 'right',
        meaning: `Percentile bootstrap over rows, level ${percent} %. FT has none.`,
      },
      { label: 'neutral', align: 'right', digits: 0, meaning: 'The value at which both groups are treated alike.' },
      {
        label: 'n a',
        align: 'right',
        digits: 0,
        meaning: single ? `Rows of the group a: ${only.favoured}.` : 'Rows of all others.',
      },
      {
        label: 'n d',
        align: 'right',
        digits: 0,
        meaning: single ? `Rows of the group d: ${only.name}.` : 'Rows of the group.',
      },
    ],
    rows: all.flatMap((group) =>
      group.metrics.map(({ metric, name, of, value, interval, neutral, nA, nD, smallSample: muted }) => [
        { value: `${metric}, ${name}`, muted },
        ...(single ? [] : [group.facet, group.name]),
        { value: of === 'training labels' ? 'labels' : 'predictions', muted },
        { value: shown(value), muted },
        {
          value: interval === null ? null : interval.map((end) => end.toFixed(3).replace('-', '−')).join(' to '),
          muted,
        },
        neutral,
        nA,
        nD,
      ]),
    ),
  }
}

/** Never below 0: an interval of them leaves out 0 whatever the data, and would look like a finding. */
const distances = new Set(['KL', 'JS', 'LP', 'TVD', 'KS', 'GE'])

/** Of several groups: the differences in shares that a reader asks for first. */
const asked = new Map([
  ['DPL', 'training outcomes (DPL)'],
  ['DPPL', 'predictions (DPPL)'],
  ['RD', 'recall (RD)'],
  ['AD', 'accuracy (AD)'],
])
const inTurn = [...asked.keys()]

/** The same as a chart around the neutral points; distances are points, their intervals stand in the table. */
export function metricsChart(facets: readonly FacetBias[], params: BiasReportParams): Figure {
  const all = comparisonsOf(facets)
  const [only] = all
  if (all.length !== 1 || only === undefined) {
    const points = all.flatMap(({ facet, name, metrics }) =>
      metrics.flatMap(({ metric, value, interval, nD, smallSample: muted }) => {
        const named = asked.get(metric)
        if (named === undefined || value === null || !Number.isFinite(value)) return []
        const [lower, upper] = interval ?? [null, null]
        return [
          { metric: named, group: `${facet}: ${name}`, value, lower, upper, n: nD, muted, at: inTurn.indexOf(metric) },
        ]
      }),
    )
    points.sort((a, b) => a.at - b.at)
    const reading = 'right of 0 the others have more'
    // Groups that are too small would stretch the axis of all others: they stand in the table.
    return biasByGroup({ points: points.filter(({ muted }) => !muted), level: params.bootstrap.level, reading })
  }
  return biasMetrics({
    facet: only.facet,
    disfavoured: only.name,
    favoured: only.favoured,
    n: only.predicted.a.rows + only.predicted.d.rows,
    metrics: only.metrics.map(({ metric, value, interval, neutral, smallSample, of }: JudgedMetric) => ({
      name: metric,
      label: of,
      value: value !== null && Number.isFinite(value) ? value : null,
      lower: distances.has(metric) ? null : finite(interval?.[0]),
      upper: distances.has(metric) ? null : finite(interval?.[1]),
      neutral,
      muted: smallSample,
    })),
  })
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
