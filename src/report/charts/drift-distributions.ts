import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface DriftPanelBar {
  /** A value, or a range of numbers. */
  readonly label: string
  /** Shares of each side's values, from 0 to 1. */
  readonly reference: number
  readonly current: number
}

export interface DriftDistributionsData {
  /** One panel a column, the strongest drift first; at most ten bars each. */
  readonly panels: readonly {
    readonly name: string
    readonly drifted: boolean
    readonly bars: readonly DriftPanelBar[]
  }[]
  readonly labels: { readonly reference: string; readonly current: string }
  readonly rows: { readonly reference: number; readonly current: number }
  /** Columns that were judged, of which the panels show the first. */
  readonly columns: number
}

/** Small multiples: the reference as grey bars, the current rows as points on them, row by row of the same values. */
export function driftDistributions({ panels, labels, rows, columns }: DriftDistributionsData): ChartFigure {
  const longest = Math.max(1, ...panels.map(({ bars }) => bars.length))
  const headings = panels.map(({ name, drifted }) => `${name}${drifted ? '' : ' (no drift)'}`)
  const values = panels.flatMap(({ bars }, p) =>
    bars.map((bar, k) => ({ panel: headings[p], slot: k, ...bar, moved: bar.current - bar.reference })),
  )
  const rest = columns > panels.length ? `; the first ${panels.length} of ${countOf(columns, 'column')}` : ''
  return chartFigure({
    title: finding(panels, labels),
    subtitle: `Share of each side’s values: bars ${labels.reference} (n\u00a0=\u00a0${thousands(rows.reference)}), points ${labels.current} (n\u00a0=\u00a0${thousands(rows.current)})${rest}`,
    description: panels.map(inWords).join(' '),
    size: { min: 280, max: 400, panels: Math.max(1, panels.length) },
    spec: {
      data: { values },
      facet: {
        field: 'panel',
        type: 'nominal',
        sort: headings,
        title: null,
        header: { labelAnchor: 'start', labelLimit: 300 },
      },
      resolve: { scale: { x: 'independent' }, axis: { x: 'independent' } },
      spec: {
        height: longest * 20 + 6,
        encoding: {
          y: {
            field: 'slot',
            type: 'quantitative',
            scale: { domain: [longest - 0.4, -0.6], nice: false, zero: false },
            axis: null,
          },
          tooltip: [
            { field: 'panel', title: 'column' },
            { field: 'label', title: 'value' },
            { field: 'reference', title: labels.reference, format: '.1%' },
            { field: 'current', title: labels.current, format: '.1%' },
          ],
        },
        layer: [
          {
            transform: [
              { calculate: 'datum.slot - 0.36', as: 'top' },
              { calculate: 'datum.slot + 0.36', as: 'bottom' },
            ],
            mark: { type: 'rect', style: 'context' },
            encoding: {
              x: share('reference'),
              x2: { datum: 0 },
              y: { field: 'top', type: 'quantitative' },
              y2: { field: 'bottom' },
            },
          },
          {
            mark: { type: 'rule', style: ['interval', 'accent-line'] },
            encoding: { x: share('reference'), x2: { field: 'current' } },
          },
          {
            mark: { type: 'point', filled: true, style: ['dot', 'accent-dot'] },
            encoding: { x: share('current') },
          },
          {
            name: 'haloed-labels',
            mark: { type: 'text', style: 'side-label', align: 'right', dx: -8, limit: 104 },
            encoding: { text: { field: 'label' }, x: { value: 0 } },
          },
        ],
      },
    },
  })
}

function share(field: string) {
  return {
    field,
    type: 'quantitative',
    title: null,
    scale: { zero: true, nice: true },
    axis: { format: '.0%', tickCount: 3 },
  }
}

function inWords({ name, bars }: DriftDistributionsData['panels'][number]): string {
  const most = largest(bars)
  if (most === undefined) return `${name}: nothing to draw.`
  return `${name}: “${most.label}” goes from ${percent(most.reference, 1)} to ${percent(most.current, 1)}.`
}

/** The bar that moved most. */
function largest(bars: readonly DriftPanelBar[]): DriftPanelBar | undefined {
  const change = ({ reference, current }: DriftPanelBar) => Math.abs(current - reference)
  return bars.reduce<DriftPanelBar | undefined>(
    (best, bar) => (best === undefined || change(bar) > change(best) ? bar : best),
    undefined,
  )
}

function finding(panels: DriftDistributionsData['panels'], labels: DriftDistributionsData['labels']): string {
  const [first] = panels
  const most = first === undefined ? undefined : largest(first.bars)
  if (first === undefined || most === undefined) return 'There is no distribution to compare'
  if (!panels.some(({ drifted }) => drifted)) return `${labels.current} and ${labels.reference} look alike`
  return `“${first.name}” moved most: “${most.label}” goes from ${percent(most.reference)} to ${percent(most.current)}`
}
