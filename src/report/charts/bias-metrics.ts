import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { listWords } from '../text/list-words.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { domainAround } from './domain-around.ts'

export interface BiasMetric {
  /** Short name, such as `DPPL`. */
  readonly name: string
  readonly value: number | null
  readonly lower?: number | null
  readonly upper?: number | null
  /** The value at which both groups are treated alike: 0 for differences, 1 for ratios. */
  readonly neutral: number
  /** Rests on too few rows to be read. */
  readonly muted?: boolean
  /** The name in words, such as `Difference in positive proportions of predictions`. */
  readonly label?: string
}

export interface BiasMetricsData {
  readonly facet: string
  readonly disfavoured: string
  readonly favoured: string
  readonly metrics: readonly BiasMetric[]
  /** Rows judged. */
  readonly n?: number
}

/** Bias metrics of one facet, each as its distance from its own neutral point, with intervals. */
export function biasMetrics({ facet, disfavoured, favoured, metrics, n }: BiasMetricsData): ChartFigure {
  const drawn = metrics.filter((metric) => metric.value !== null && Number.isFinite(metric.value))
  const missing = metrics.filter((metric) => !drawn.includes(metric))
  const values = drawn.map((metric) => toRow(metric))
  const domain = domainAround(values.flatMap(({ from, to }) => [from, to]))
  return chartFigure({
    title: finding(drawn),
    subtitle: `${facet}: ${disfavoured} compared with ${favoured}; distance from equal treatment, with intervals${n === undefined ? '' : `; n\u00a0=\u00a0${thousands(n)}`}`,
    description: `${neutralWords(values)} ${values.map(({ metric, text }) => `${metric} ${text}`).join(', ')}.${
      missing.length === 0 ? '' : ` Not computable: ${listWords(missing.map((metric) => metric.name))}.`
    }`,
    spec: {
      data: { values },
      height: values.length * 46 + 10,
      encoding: {
        y: {
          field: 'metric',
          type: 'nominal',
          sort: values.map((value) => value.metric),
          axis: null,
          scale: { paddingOuter: 0.2 },
        },
        x: {
          field: 'distance',
          type: 'quantitative',
          title: 'distance from equal treatment',
          scale: { domain, nice: true },
          axis: { tickCount: 5, grid: false, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+~f')" },
        },
        tooltip: [
          { field: 'metric', title: 'metric' },
          { field: 'label', title: 'in words' },
          { field: 'value', title: 'value', format: '.4~f' },
          { field: 'lower', title: 'from', format: '.4~f' },
          { field: 'upper', title: 'to', format: '.4~f' },
          { field: 'neutral', title: 'equal treatment at' },
        ],
      },
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: 'rule', style: 'zero' },
          encoding: {
            x: { field: 'zero', type: 'quantitative' },
            y: { value: 0 },
            y2: { value: { expr: 'height' } },
            tooltip: { value: null },
          },
        },
        ...layersOf('apart', 'accent'),
        ...layersOf('alike', 'quiet'),
        ...layersOf('muted', 'muted'),
        // The value stands on the far side of its interval, away from the neutral line.
        valueLabel('datum.distance < 0', 'right', -8, 'from'),
        valueLabel('datum.distance >= 0', 'left', 8, 'to'),
        text("datum.standing !== 'muted'", 'row-label'),
        text("datum.standing === 'muted'", 'muted-label'),
      ],
    },
  })
}

function layersOf(standing: string, kind: string) {
  const transform = [{ filter: `datum.standing === '${standing}'` }]
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`], yOffset: 8 },
      encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
    },
    { transform, mark: { type: 'point', filled: true, style: ['dot', `${kind}-dot`], yOffset: 8 } },
  ]
}

function valueLabel(filter: string, align: string, dx: number, end: string) {
  return {
    name: `haloed-${end}`,
    transform: [{ filter }],
    mark: { type: 'text', style: 'value-label', align, dx, yOffset: 8 },
    encoding: { text: { field: 'said' }, x: { field: end, type: 'quantitative' } },
  }
}

function text(filter: string, style: string) {
  return {
    name: `haloed-${style}`,
    transform: [{ filter }],
    mark: { type: 'text', style, align: 'left', dy: -9, limit: { expr: 'width' } },
    encoding: { text: { field: 'heading' }, x: { value: 0 } },
  }
}

function toRow(metric: BiasMetric) {
  const { name, neutral } = metric
  const value = metric.value ?? neutral
  const lower = metric.lower ?? null
  const upper = metric.upper ?? null
  const interval = lower === null || upper === null ? '' : ` (${fixed(lower, 2)} to ${fixed(upper, 2)})`
  const said = `${fixed(value, 2)}${interval}`
  return {
    metric: name,
    label: metric.label ?? name,
    heading: heading(metric),
    said: fixed(value, 2),
    text: said,
    value,
    lower,
    upper,
    neutral,
    distance: value - neutral,
    from: (lower ?? value) - neutral,
    to: (upper ?? value) - neutral,
    standing: metric.muted === true ? 'muted' : isApart(metric) ? 'apart' : 'alike',
  }
}

/** `Equal treatment is at 0, for DI at 1.` */
function neutralWords(values: readonly { readonly metric: string; readonly neutral: number }[]): string {
  const others = values
    .filter(({ neutral }) => neutral !== 0)
    .map(({ metric, neutral }) => `for ${metric} at ${neutral}`)
  return `Equal treatment is at ${['0', ...others].join(', ')}.`
}

/** The name in words where it has room on a narrow screen, else the short name. */
function heading({ name, label = name, muted }: BiasMetric): string {
  const long = label === name ? name : `${label} (${name})`
  return `${long.length <= (muted === true ? 36 : 50) ? long : name}${muted === true ? ', too few rows' : ''}`
}

function isApart({ neutral, lower, upper }: BiasMetric): boolean {
  return typeof lower === 'number' && typeof upper === 'number' && (lower > neutral || upper < neutral)
}

function finding(drawn: readonly BiasMetric[]): string {
  const judged = drawn.filter((metric) => metric.muted !== true)
  if (judged.length === 0) return 'Too few rows to say whom the model treats differently'
  const apart = judged.filter(isApart)
  if (apart.length === 0)
    return `None of ${judged.length} metrics differs from equal treatment by more than chance explains`
  const first = apart.slice(0, 3).map((metric) => metric.name)
  const names = listWords(apart.length > 3 ? [...first, 'others'] : first)
  return `${apart.length} of ${judged.length} metrics ${apart.length === 1 ? 'differs' : 'differ'} from equal treatment beyond chance: ${names}`
}
