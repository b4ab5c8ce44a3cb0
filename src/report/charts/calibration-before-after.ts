import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { diagonal } from './diagonal.ts'
import type { ReliabilityBin } from './reliability.ts'

export interface CalibrationBeforeAfterData {
  /** Such as `sigmoid`. */
  readonly method: string
  /** Whether each row was judged by a curve fitted without it. */
  readonly judged: 'cross-fitted' | 'in-sample'
  /** Calibration rows. */
  readonly n: number
  /** Level of the intervals, such as 0.95. */
  readonly level: number
  /** Expected calibration error before and after, shares of 1. */
  readonly errors: readonly [number, number]
  readonly classes: readonly {
    readonly name: string
    readonly before: readonly ReliabilityBin[]
    readonly after: readonly ReliabilityBin[]
  }[]
}

/** Predicted against observed before (grey) and after calibration, a panel a class, with the diagonal of honest forecasts. */
export function calibrationBeforeAfter(data: CalibrationBeforeAfterData): ChartFigure {
  const { method, judged, n, level, errors, classes } = data
  const panelOf = (name: string) => `probability of ${name}`
  const values = classes.flatMap(({ name, before, after }) =>
    (['before', 'after'] as const).flatMap((when) =>
      (when === 'before' ? before : after).map((bin) => ({
        panel: panelOf(name),
        class: name,
        when,
        predicted: round(bin.predicted),
        observed: round(bin.observed),
        lower: round(bin.lower),
        upper: round(bin.upper),
        n: bin.n,
      })),
    ),
  )
  const most = values.reduce((largest, bin) => Math.max(largest, bin.n), 1)
  const [before, after] = errors.map((error) => `${fixed(100 * error, 1)}\u00a0%`)
  const verdict = errors[1] < errors[0] ? 'narrows' : 'does not narrow'
  const how =
    judged === 'cross-fitted' ? 'each row judged by a curve fitted without it' : 'judged in-sample, which flatters'
  return chartFigure({
    title: `Calibration (${method}) ${verdict} the gap between predicted and observed: ${before} before, ${after} after`,
    subtitle: `Share that happened by predicted probability, in bins; ${how}; ${percent(level)} intervals; n\u00a0=\u00a0${thousands(n)}`,
    description: `Expected calibration error ${before} before and ${after} after ${method} calibration on ${thousands(n)} rows (${judged}).`,
    size: { min: 220, max: classes.length > 1 ? 320 : 440, aspect: 1, panels: classes.length, row: classes.length },
    spec: {
      data: { values },
      ...(classes.length > 1
        ? {
            facet: { field: 'panel', type: 'nominal', sort: classes.map(({ name }) => panelOf(name)), title: null },
            spec: view(most),
          }
        : view(most)),
    },
  })
}

function view(most: number) {
  const share = { type: 'quantitative', scale: { domain: [-0.04, 1.04], nice: false } }
  const axis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' }
  const color = {
    field: 'when',
    type: 'ordinal',
    title: null,
    scale: { domain: ['before', 'after'] },
    legend: { symbolType: 'circle' },
  }
  return {
    encoding: { x: { field: 'predicted', title: 'predicted probability', axis, ...share } },
    layer: [
      diagonal(),
      {
        mark: { type: 'rule', strokeWidth: 2, strokeCap: 'round', strokeOpacity: 0.6 },
        encoding: {
          y: { field: 'lower', title: 'share that happened', axis, ...share },
          y2: { field: 'upper' },
          color,
        },
      },
      {
        mark: { type: 'line', style: 'curve' },
        encoding: { y: { field: 'observed', ...share }, color },
      },
      {
        mark: { type: 'point', style: 'dot', filled: true },
        encoding: {
          y: { field: 'observed', ...share },
          color,
          size: { field: 'n', type: 'quantitative', scale: { domain: [0, most], range: [24, 180] }, legend: null },
          tooltip: [
            { field: 'class', title: 'class' },
            { field: 'when', title: 'calibration' },
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

function round(value: number): number {
  return Number(value.toFixed(4))
}
