import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { thin } from './thin.ts'

export interface ResidualsOverData {
  /** Actual minus predicted, by time or by prediction. */
  readonly models: readonly {
    readonly name: string
    readonly rows: readonly { readonly at: number | string; readonly residual: number }[]
  }[]
  /** `time` for ISO dates, else numbers. */
  readonly axis: 'time' | 'number'
  /** What lies along: `date`, `predicted CO₂ (ppm)`. */
  readonly over: string
  readonly target: string
}

/** Rows drawn a model; of more every so many-th is drawn, which the subtitle says. */
const MOST_POINTS = 1200
/** Stretches of equally many rows whose mean is drawn. */
const STRETCHES = 20

/**
 * Residuals along the time or the predictions, a panel a model, with their mean in stretches: a line that leaves zero is
 * a pattern that the model has not learnt.
 */
export function residualsOver({ models, axis, over, target }: ResidualsOverData): ChartFigure {
  const order = (a: { at: number | string }, b: { at: number | string }) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
  const sorted = models.map(({ name, rows }) => ({ name, rows: [...rows].sort(order) }))
  const lines = sorted.map(({ name, rows }) => ({ name, means: stretchMeans(rows) }))
  const n = Math.max(...models.map(({ rows }) => rows.length))
  const values = [
    ...sorted.flatMap(({ name, rows }) =>
      thin(rows, MOST_POINTS).map(({ at, residual }) => ({ model: name, kind: 'row', at, residual: short(residual) })),
    ),
    ...lines.flatMap(({ name, means }) =>
      means.map(({ at, mean }) => ({ model: name, kind: 'mean', at, residual: short(mean) })),
    ),
  ]
  const x = {
    field: 'at',
    type: axis === 'time' ? 'temporal' : 'quantitative',
    title: over,
    ...(axis === 'time' ? {} : { scale: { zero: false } }),
    axis: { tickCount: 5 },
  }
  const y = {
    field: 'residual',
    type: 'quantitative',
    title: `actual minus predicted ${target}`,
    axis: { tickCount: 5 },
  }
  const tooltip = [
    { field: 'model' },
    { field: 'at', title: over, type: axis === 'time' ? 'temporal' : 'quantitative' },
    { field: 'residual' },
  ]
  const view = {
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', style: 'zero' },
        encoding: { y: { field: 'zero', type: 'quantitative' } },
      },
      {
        transform: [{ filter: "datum.kind === 'row'" }],
        mark: { type: 'point', filled: true, style: 'context', opacity: 0.6, size: 22 },
        encoding: { x, y, tooltip },
      },
      {
        transform: [{ filter: "datum.kind === 'mean'" }],
        mark: { type: 'line', style: ['curve', 'accent-line'], point: false },
        encoding: { x, y, tooltip },
      },
    ],
  }
  const [first] = lines
  const drifts =
    first === undefined ? 0 : first.means.reduce((most, { mean }) => (Math.abs(mean) > Math.abs(most) ? mean : most), 0)
  return chartFigure({
    title:
      first === undefined
        ? `Residuals over ${over}`
        : `The mean residual of ${first.name} reaches ${amount(drifts)} in stretches of ${thousands(Math.ceil((sorted[0]?.rows.length ?? 0) / first.means.length))} rows`,
    subtitle: `Residuals over ${over}: points are rows${n > MOST_POINTS ? ` (${thousands(MOST_POINTS)} of them)` : ''}, the line their mean in stretches; n\u00a0=\u00a0${thousands(n)}`,
    description: `${capitalize(
      lines
        .map(({ name, means }) => {
          const ends = [means[0]?.mean ?? 0, means.at(-1)?.mean ?? 0].map(amount)
          return `mean residual of ${name} from ${ends[0]} in the first stretch to ${ends[1]} in the last`
        })
        .join('; '),
    )}.`,
    size: { min: 300, max: models.length > 1 ? 480 : 720, aspect: 0.5, panels: models.length },
    spec: {
      data: { values },
      ...(models.length > 1
        ? { facet: { field: 'model', type: 'nominal', sort: models.map(({ name }) => name), title: null }, spec: view }
        : view),
    },
  })
}

function stretchMeans(rows: readonly { readonly at: number | string; readonly residual: number }[]) {
  const count = Math.max(1, Math.min(STRETCHES, Math.floor(rows.length / 5)))
  return Array.from({ length: count }, (_, k) => {
    const part = rows.slice(Math.floor((k * rows.length) / count), Math.floor(((k + 1) * rows.length) / count))
    const mean = part.reduce((sum, { residual }) => sum + residual, 0) / part.length
    return { at: part[Math.floor(part.length / 2)]?.at ?? 0, mean }
  })
}

/** With a sign, three significant digits. */
function amount(value: number): string {
  const text = String(Number(Math.abs(value).toPrecision(3)))
  return `${value < 0 && text !== '0' ? '−' : value > 0 ? '+' : ''}${text}`
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
