import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { diagonal } from './diagonal.ts'

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

/** A share of fewer rows than this says little: its point is greyed. */
const FEW = 5

/** Predicted probability against what happened, with intervals, the n by size, and the diagonal of honest forecasts. */
export function reliability({ curves, level = 0.95 }: ReliabilityData): ChartFigure {
  const models = [...new Set(curves.map((curve) => curve.model))]
  const panelOf = ({ model, className }: ReliabilityCurve) =>
    [models.length > 1 ? model : '', className ?? ''].filter((word) => word !== '').join(': ')
  const panels = [...new Set(curves.map(panelOf))]
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
  const most = values.reduce((largest, { n }) => Math.max(largest, n), 1)
  const few = values.some(({ n }) => n < FEW) ? `, grey ones on fewer than ${FEW}` : ''
  return chartFigure({
    title: finding(curves),
    subtitle: `${capitalize(`${one}predicted probability against the share that happened`)}; ${percent(level)} intervals; larger points rest on more rows${few}`,
    description: curves
      .map((curve) => {
        const who = panelOf(curve)
        return `${who === '' ? 'Mean' : `${capitalize(who)}, mean`} gap ${fixed(100 * gap(curve), 1)} percentage points over ${thousands(rows(curve))} rows.`
      })
      .join(' '),
    size: { min: 220, max: panels.length > 1 ? 320 : 440, aspect: 1, panels: panels.length, row: classesOf(curves) },
    spec: {
      data: { values },
      ...(panels.length > 1
        ? { facet: { field: 'panel', type: 'nominal', sort: panels, title: null }, spec: view(most) }
        : view(most)),
    },
  })
}

function view(most: number) {
  const share = { type: 'quantitative', scale: { domain: [-0.04, 1.04], nice: false } }
  const axis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' }
  return {
    encoding: { x: { field: 'predicted', title: 'predicted probability', axis, ...share } },
    layer: [
      diagonal(),
      ...pointLayers(`datum.n < ${FEW}`, 'muted', axis, share, most),
      ...pointLayers(`datum.n >= ${FEW}`, 'accent', axis, share, most),
    ],
  }
}

function pointLayers(filter: string, kind: string, axis: object, share: object, most: number) {
  const transform = [{ filter }]
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`] },
      encoding: { y: { field: 'lower', title: 'share that happened', axis, ...share }, y2: { field: 'upper' } },
    },
    {
      transform,
      mark: { type: 'point', style: ['dot', `${kind}-dot`], filled: true },
      encoding: {
        y: { field: 'observed', ...share },
        size: { field: 'n', type: 'quantitative', scale: { domain: [0, most], range: [24, 220] }, legend: null },
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
  ]
}

/** Panels of one model stand in one row, where they fit. */
function classesOf(curves: readonly ReliabilityCurve[]): number {
  return new Set(curves.map((curve) => curve.className ?? '')).size
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
