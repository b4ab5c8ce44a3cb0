import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface ReliabilityBin {
  /** Mean predicted probability in the bin. */
  readonly predicted: number
  /** Share of rows in the bin where it happened. */
  readonly observed: number
  readonly lower: number
  readonly upper: number
  readonly n: number
}

export interface ReliabilityCurve {
  readonly model: string
  readonly className?: string
  readonly bins: readonly ReliabilityBin[]
}

export interface ReliabilityData {
  readonly curves: readonly ReliabilityCurve[]
  /** Level of the intervals; 0.95 when not said. */
  readonly level?: number
}

/** Predicted probability against what happened, with intervals, the n by size, and the diagonal of honest forecasts. */
export function reliability({ curves, level = 0.95 }: ReliabilityData): ChartFigure {
  const models = [...new Set(curves.map((curve) => curve.model))]
  const classes = [...new Set(curves.map((curve) => curve.className ?? ''))]
  const byModel = classes.length === 1 && models.length > 1
  const panelOf = (curve: ReliabilityCurve) => (byModel ? curve.model : (curve.className ?? ''))
  const panels = [...new Set(curves.map(panelOf))]
  const colours = !byModel && models.length > 1
  const values = curves.flatMap((curve) =>
    curve.bins
      .filter((bin) => bin.n > 0)
      .map((bin) => ({
        panel: panelOf(curve),
        model: curve.model,
        class: curve.className ?? '',
        predicted: round(bin.predicted),
        observed: round(bin.observed),
        lower: round(bin.lower),
        upper: round(bin.upper),
        n: bin.n,
      })),
  )
  const one = models.length === 1 ? `${models[0]}; ` : ''
  return chartFigure({
    title: finding(curves),
    subtitle: `${one === '' ? 'Predicted' : `${capitalize(one)}predicted`} probability against the share that happened; ${percent(level)} intervals, larger points rest on more rows`,
    description: curves
      .map((curve) => {
        const who = [models.length > 1 ? curve.model : '', curve.className ?? ''].filter((word) => word !== '')
        return `${who.length === 0 ? 'Mean' : `${who.join(', ')}: mean`} gap ${fixed(100 * gap(curve), 1)} percentage points over ${thousands(rows(curve))} rows.`
      })
      .join(' '),
    size: { min: 220, max: panels.length > 1 ? 320 : 440, aspect: 1, panels: panels.length },
    spec: {
      data: { values },
      ...(panels.length > 1
        ? { facet: { field: 'panel', type: 'nominal', sort: panels, title: null }, spec: view(models, colours) }
        : view(models, colours)),
    },
  })
}

function view(models: readonly string[], colours: boolean) {
  const share = { type: 'quantitative', scale: { domain: [0, 1] } }
  const axis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' }
  const color = colours
    ? { color: { field: 'model', type: 'nominal', title: null, scale: { domain: [...models] } } }
    : {}
  const style = (name: string) => (colours ? name : [name, 'accent-line'])
  return {
    encoding: { x: { field: 'predicted', title: 'predicted probability', axis, ...share } },
    layer: [
      {
        data: { values: [{ from: 0, to: 1 }] },
        mark: { type: 'rule', style: 'reference' },
        encoding: {
          x: { field: 'from', type: 'quantitative' },
          y: { field: 'from', type: 'quantitative' },
          x2: { field: 'to' },
          y2: { field: 'to' },
        },
      },
      {
        mark: { type: 'rule', style: style('interval') },
        encoding: {
          y: { field: 'lower', title: 'share that happened', axis, ...share },
          y2: { field: 'upper' },
          ...color,
        },
      },
      {
        mark: { type: 'line', style: style('faint-curve') },
        encoding: { y: { field: 'observed', ...share }, ...color },
      },
      {
        mark: { type: 'point', style: colours ? 'dot' : ['dot', 'accent-dot'], filled: true },
        encoding: {
          y: { field: 'observed', ...share },
          size: { field: 'n', type: 'quantitative', scale: { range: [24, 220], zero: true }, legend: null },
          ...color,
          tooltip: [
            { field: 'model', title: 'model' },
            { field: 'class', title: 'class' },
            { field: 'predicted', format: '.1%' },
            { field: 'observed', title: 'happened', format: '.1%' },
            { field: 'lower', title: 'from', format: '.1%' },
            { field: 'upper', title: 'to', format: '.1%' },
            { field: 'n', title: 'rows', format: ',' },
          ],
        },
      },
    ],
  }
}

function finding(curves: readonly ReliabilityCurve[]): string {
  const judged = curves.filter((curve) => rows(curve) > 0)
  if (judged.length === 0) return 'Predicted probability against what happened'
  const outside = judged
    .flatMap((curve) => curve.bins)
    .filter((bin) => bin.n > 0 && (bin.predicted < bin.lower || bin.predicted > bin.upper))
  const bins = judged.flatMap((curve) => curve.bins).filter((bin) => bin.n > 0).length
  const mean = judged.reduce((total, curve) => total + gap(curve), 0) / judged.length
  const off = `${fixed(100 * mean, 0)} percentage ${Math.round(100 * mean) === 1 ? 'point' : 'points'}`
  if (outside.length === 0) return `Predictions are off by ${off} on average, no more than chance explains`
  return `Predictions are off by ${off} on average; ${outside.length} of ${bins} points lie further out than chance explains`
}

/** Mean distance between predicted and observed, weighed by rows: the expected calibration error of these bins. */
function gap({ bins }: ReliabilityCurve): number {
  const n = bins.reduce((total, bin) => total + bin.n, 0)
  return n === 0 ? 0 : bins.reduce((total, bin) => total + bin.n * Math.abs(bin.predicted - bin.observed), 0) / n
}

function rows({ bins }: ReliabilityCurve): number {
  return bins.reduce((total, bin) => total + bin.n, 0)
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
