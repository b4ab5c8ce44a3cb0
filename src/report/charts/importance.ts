import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'

export interface ImportanceData {
  readonly features: readonly {
    readonly name: string
    readonly value: number
    /** An interval, where the value was measured more than once. */
    readonly lower?: number
    readonly upper?: number
  }[]
  /** What the bars measure, with its unit: `rise in log loss (nats) when the column is shuffled`. */
  readonly measure: string
  /** Rows it was measured on. */
  readonly n?: number
}

/** Most features that are drawn; the rest is counted in the subtitle. */
const MOST = 15

/** Features by importance, the largest first, as horizontal bars from zero. */
export function importance({ features, measure, n }: ImportanceData): ChartFigure {
  const sorted = [...features].sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1))
  const shown = sorted.slice(0, MOST)
  const hidden = sorted.length - shown.length
  const intervals = shown.some((feature) => feature.lower !== undefined && feature.upper !== undefined)
  const left = hidden === 0 ? '' : `; the first ${MOST} of ${countOf(sorted.length, 'feature')}`
  const digits = digitsFor(shown.map((feature) => feature.value))
  const height = shown.length * 40 + 8
  return chartFigure({
    title: finding(sorted),
    subtitle: `${measure.charAt(0).toUpperCase()}${measure.slice(1)}${n === undefined ? '' : `; n\u00a0=\u00a0${thousands(n)}`}${left}`,
    description: `Largest first: ${shown
      .slice(0, 5)
      .map(({ name, value }) => `${name} ${fixed(value, digits)}`)
      .join(', ')}${sorted.length > 5 ? `, and ${countOf(sorted.length - 5, 'further feature')}` : ''}.`,
    size: { max: 720 },
    spec: {
      data: { values: shown.map((feature) => ({ ...feature, text: fixed(feature.value, digits) })) },
      height,
      encoding: {
        y: {
          field: 'name',
          type: 'nominal',
          sort: shown.map((feature) => feature.name),
          axis: null,
          scale: { paddingInner: 0.65, paddingOuter: 0.5 },
        },
        x: {
          field: 'value',
          type: 'quantitative',
          title: measure,
          scale: { zero: true },
          axis: { tickCount: 5 },
        },
        tooltip: [
          { field: 'name', title: 'feature' },
          { field: 'value', title: 'importance', format: '.4~f' },
          ...(intervals
            ? [
                { field: 'lower', title: 'from', format: '.4~f' },
                { field: 'upper', title: 'to', format: '.4~f' },
              ]
            : []),
        ],
      },
      layer: [
        { mark: { type: 'bar', style: intervals ? 'accent-soft' : 'accent' } },
        ...(intervals
          ? [
              {
                mark: { type: 'rule', style: ['interval', 'ink-line'] },
                encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
              },
            ]
          : []),
        // The name stands above its bar: room for any length, also on a narrow screen.
        {
          name: 'haloed-names',
          mark: { type: 'text', style: 'row-label', align: 'left', dx: 4, dy: -17, limit: { expr: 'width' } },
          encoding: { text: { field: 'name' }, x: { datum: 0 } },
        },
        {
          name: 'haloed-values',
          mark: { type: 'text', style: 'value-label', align: 'left', dx: 6 },
          encoding: { text: { field: 'text' }, x: { field: intervals ? 'upper' : 'value', type: 'quantitative' } },
        },
        {
          mark: { type: 'rule', style: 'zero' },
          data: { values: [{ zero: 0 }] },
          encoding: {
            x: { field: 'zero', type: 'quantitative' },
            y: { value: 0 },
            y2: { value: height },
            tooltip: { value: null },
          },
        },
      ],
    },
  })
}

function finding(sorted: ImportanceData['features']): string {
  const [first] = sorted
  const positive = sorted.reduce((total, { value }) => total + Math.max(0, value), 0)
  if (first === undefined || first.value <= 0 || positive === 0) return 'No feature matters to this model'
  if (sorted.length === 1) return `“${first.name}” is the only feature`
  // What chance explains is no finding.
  const measured = sorted.some(({ lower }) => lower !== undefined)
  if (measured && !sorted.some(({ lower = 0 }) => lower > 0)) {
    return `No feature is told apart from chance; “${first.name}” comes first`
  }
  return `“${first.name}” matters most: ${percent(first.value / positive)} of what all ${thousands(sorted.length)} features add together`
}
