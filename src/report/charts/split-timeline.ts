import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { type TimeStep, timeBin } from './time-bin.ts'

export interface SplitTimelineData {
  /** Dates as ISO text. `label` is the class, where there is one: each then has its own line of bars. */
  readonly rows: readonly { readonly date: string; readonly part: 'train' | 'test'; readonly label?: string }[]
  /** The first moment that belongs to the test rows, as ISO text. */
  readonly cutoff: string
}

const MOST_LABELS = 6

/** Train and test rows on a time axis, counted by day, week, month or year, with the cutoff drawn as a line. */
export function splitTimeline({ rows, cutoff }: SplitTimelineData): ChartFigure {
  const step = stepFor(span(rows))
  const labels = [...new Set(rows.map((row) => row.label ?? ''))].sort()
  const byLabel = labels.length > 1 && labels.length <= MOST_LABELS
  const values = count(rows, step, byLabel)
  const train = rows.filter((row) => row.part === 'train')
  const test = rows.filter((row) => row.part === 'test')
  const view = layers(cutoff, step, byLabel)
  return chartFigure({
    title: finding(train, test, cutoff),
    subtitle: `Rows a ${step}${byLabel ? ', by class' : ''}; ${thousands(train.length)} train, ${thousands(test.length)} test`,
    description: `${inWords('Training', train)} ${inWords('Test', test)} The cutoff is ${day(cutoff)}.`,
    spec: {
      data: { values },
      ...(byLabel
        ? {
            facet: {
              row: {
                field: 'class',
                type: 'nominal',
                sort: labels,
                title: null,
                header: { labelOrient: 'top', labelAnchor: 'start' },
              },
            },
            spec: view,
          }
        : view),
    },
  })
}

function layers(cutoff: string, step: TimeStep, byLabel: boolean) {
  return {
    height: byLabel ? 74 : 180,
    encoding: {
      x: { field: 'from', type: 'temporal', title: null, axis: { grid: false, tickCount: 6 }, scale: { type: 'utc' } },
    },
    layer: [
      {
        mark: { type: 'rect', style: 'timeline' },
        encoding: {
          x2: { field: 'to' },
          y: { field: 'top', type: 'quantitative', title: byLabel ? null : `rows a ${step}`, axis: { tickCount: 3 } },
          y2: { field: 'base' },
          color: {
            field: 'part',
            type: 'nominal',
            title: null,
            scale: { domain: ['train', 'test'], range: 'ordinal' },
          },
          tooltip: [
            { field: 'from', title: step, type: 'temporal', timeUnit: 'utcyearmonthdate' },
            { field: 'part', title: 'part' },
            { field: 'rows', title: 'rows', format: ',' },
          ],
        },
      },
      {
        data: { values: [{ cutoff: new Date(Date.parse(cutoff)).toISOString() }] },
        mark: { type: 'rule', style: 'zero' },
        encoding: { x: { field: 'cutoff', type: 'temporal' } },
      },
    ],
  }
}

/** Rows of each bin; where the cutoff falls inside one, its test rows stand on its training rows. */
function count(rows: SplitTimelineData['rows'], step: TimeStep, byLabel: boolean) {
  const bins = new Map<string, { from: string; to: string; class: string; train: number; test: number }>()
  for (const row of rows) {
    const { from, to } = timeBin(row.date, step)
    const name = byLabel ? (row.label ?? '') : ''
    const key = JSON.stringify([from, name])
    const bin = bins.get(key) ?? { from, to, class: name, train: 0, test: 0 }
    bin[row.part] += 1
    bins.set(key, bin)
  }
  const sorted = [...bins.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bin]) => bin)
  return sorted.flatMap(({ from, to, class: name, train, test }) => [
    ...(train > 0 ? [{ from, to, class: name, part: 'train', rows: train, base: 0, top: train }] : []),
    ...(test > 0 ? [{ from, to, class: name, part: 'test', rows: test, base: train, top: train + test }] : []),
  ])
}

function span(rows: SplitTimelineData['rows']): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows) {
    const time = Date.parse(row.date)
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  return rows.length === 0 ? 0 : last - first
}

function stepFor(milliseconds: number): TimeStep {
  const days = milliseconds / 86_400_000
  if (days <= 70) return 'day'
  if (days <= 500) return 'week'
  return days <= 3300 ? 'month' : 'year'
}

function finding(train: SplitTimelineData['rows'], test: SplitTimelineData['rows'], cutoff: string): string {
  const late = train.filter((row) => Date.parse(row.date) >= Date.parse(cutoff)).length
  const early = test.filter((row) => Date.parse(row.date) < Date.parse(cutoff)).length
  if (late > 0)
    return `${countOf(late, 'training row')} ${late === 1 ? 'lies' : 'lie'} on or after the cutoff of ${day(cutoff)}`
  if (early > 0)
    return `${countOf(early, 'test row')} ${early === 1 ? 'lies' : 'lie'} before the cutoff of ${day(cutoff)}`
  return `All training rows lie before ${day(cutoff)}, all test rows on or after it`
}

function inWords(name: string, rows: SplitTimelineData['rows']): string {
  if (rows.length === 0) return `${name}: no rows.`
  const dates = rows.map((row) => row.date).sort()
  return `${name}: ${countOf(rows.length, 'row')} from ${day(dates[0] ?? '')} to ${day(dates.at(-1) ?? '')}.`
}

function day(date: string): string {
  return date.slice(0, 10)
}
