import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface ClassBalanceData {
  readonly classes: readonly string[]
  /** Rows of each class, in the order of `classes`. */
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** Rows of each class before and after resampling, as pairs of bars. */
export function classBalance({ classes, before, after }: ClassBalanceData): ChartFigure {
  const values = classes.flatMap((name, index) => [
    row(name, 'before', before[index] ?? 0, before),
    row(name, 'after', after[index] ?? 0, after),
  ])
  return chartFigure({
    title: finding(classes, before, after),
    subtitle: `Training rows a class; ${thousands(sum(before))} before resampling, ${thousands(sum(after))} after`,
    description: classes
      .map((name, i) => `${name}: ${countOf(before[i] ?? 0, 'row')} before, ${thousands(after[i] ?? 0)} after.`)
      .join(' '),
    size: { max: 680 },
    spec: {
      data: { values },
      height: classes.length * 58,
      transform: [{ calculate: "format(datum.rows, ',') + ' ' + datum.when", as: 'text' }],
      encoding: {
        y: {
          field: 'class',
          type: 'nominal',
          sort: [...classes],
          title: null,
          axis: { ticks: false, domain: false, labelPadding: 8, labelFontSize: 13 },
          scale: { paddingInner: 0.28, paddingOuter: 0.1 },
        },
        yOffset: { field: 'when', type: 'nominal', sort: ['before', 'after'], scale: { domain: ['before', 'after'] } },
        x: { field: 'rows', type: 'quantitative', title: 'rows', scale: { zero: true }, axis: { tickCount: 5 } },
        tooltip: [
          { field: 'class', title: 'class' },
          { field: 'when', title: 'resampling' },
          { field: 'rows', title: 'rows', format: ',' },
          { field: 'share', title: 'share', format: '.1%' },
        ],
      },
      layer: [
        { transform: [{ filter: "datum.when === 'before'" }], mark: { type: 'bar', style: 'context' } },
        { transform: [{ filter: "datum.when === 'after'" }], mark: { type: 'bar', style: 'accent' } },
        {
          name: 'haloed-values',
          mark: { type: 'text', style: 'value-label', align: 'left', dx: 6 },
          encoding: { text: { field: 'text' } },
        },
      ],
    },
  })
}

function row(name: string, when: string, rows: number, all: readonly number[]) {
  const total = sum(all)
  return { class: name, when, rows, share: total === 0 ? 0 : rows / total }
}

function finding(classes: readonly string[], before: readonly number[], after: readonly number[]): string {
  const gains = classes.map((_, i) => (after[i] ?? 0) - (before[i] ?? 0))
  const largest = gains.reduce((best, gain, i) => (Math.abs(gain) > Math.abs(gains[best] ?? 0) ? i : best), 0)
  const gain = gains[largest] ?? 0
  if (gain === 0) return 'Resampling leaves the classes as they are'
  const name = classes[largest] ?? ''
  const share = (rows: readonly number[]) => percent((rows[largest] ?? 0) / Math.max(1, sum(rows)))
  const verb = gain > 0 ? 'rises' : 'falls'
  return `The share of “${name}” ${verb} from ${share(before)} to ${share(after)} of the training rows`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
