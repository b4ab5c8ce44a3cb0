import type { ChartFigure } from '../figure.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { diagonal } from './diagonal.ts'

export interface PredictedActualData {
  readonly models: readonly {
    readonly name: string
    readonly actual: ArrayLike<number>
    readonly predicted: ArrayLike<number>
    /** R², told in the title; null where it is not defined. */
    readonly rSquared: number | null
  }[]
  /** The target with its unit: `CO₂ (ppm)`. */
  readonly target: string
}

/** From so many rows on squares are counted instead of drawing points that would hide one another. */
const MOST_POINTS = 1500
const SQUARES = 40

/** Predicted against actual numbers, a panel a model, with the diagonal on which all points would lie. */
export function predictedActual({ models, target }: PredictedActualData): ChartFigure {
  const all = models.flatMap(({ actual, predicted }) => [...Array.from(actual), ...Array.from(predicted)])
  const low = all.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = all.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const room = Math.max((high - low) * 0.03, Number.MIN_VALUE)
  const domain = [low - room, high + room]
  const n = Math.max(...models.map(({ actual }) => actual.length))
  const counted = n > MOST_POINTS
  const width = (high - low) / SQUARES || 1
  const values: object[] = models.flatMap(({ name, actual, predicted }): object[] =>
    counted ? squares(name, actual, predicted, low, width) : points(name, actual, predicted),
  )
  const scale = { domain, nice: false, zero: false }
  const along = (field: string, title: string) => ({
    field,
    type: 'quantitative',
    title,
    scale,
    axis: { tickCount: 5 },
  })
  const marks = counted
    ? {
        mark: { type: 'rect' },
        encoding: {
          x: along('x', `actual ${target}`),
          x2: { field: 'x2' },
          y: along('y', 'predicted'),
          y2: { field: 'y2' },
          color: {
            field: 'rows',
            type: 'quantitative',
            title: 'rows',
            scale: { type: 'log', range: 'heatmap' },
            legend: null,
          },
          tooltip: [
            { field: 'model' },
            { field: 'x', title: 'actual from' },
            { field: 'y', title: 'predicted from' },
            { field: 'rows' },
          ],
        },
      }
    : {
        mark: { type: 'point', filled: true, opacity: 0.55, size: 28 },
        encoding: {
          x: along('actual', `actual ${target}`),
          y: along('predicted', 'predicted'),
          tooltip: [{ field: 'model' }, { field: 'actual' }, { field: 'predicted' }],
        },
      }
  const view = {
    layer: [diagonal(domain[0], domain[1]), marks],
  }
  const [first] = models
  const explained =
    first === undefined || first.rSquared === null
      ? 'Predicted against actual'
      : first.rSquared >= 0
        ? `${percent(first.rSquared, first.rSquared > 0.99 ? 1 : 0)} of the spread of ${target} is explained by ${first.name}`
        : `${first.name} explains nothing of the spread of ${target}: the mean would be closer`
  return chartFigure({
    title: explained.charAt(0).toUpperCase() + explained.slice(1),
    subtitle: `Predicted against actual ${target}; dashed: where both are equal${counted ? '; squares of stronger colour hold more rows' : ''}; n\u00a0=\u00a0${thousands(n)}`,
    description: `${models
      .map(
        ({ name, rSquared }) =>
          `${name}: R² ${rSquared === null ? 'not defined' : rSquared.toFixed(3).replace('-', '−')}`,
      )
      .join('; ')}.`,
    size: { min: 240, max: models.length > 1 ? 340 : 460, aspect: 1, panels: models.length },
    spec: {
      data: { values },
      ...(models.length > 1
        ? { facet: { field: 'model', type: 'nominal', sort: models.map(({ name }) => name), title: null }, spec: view }
        : view),
    },
  })
}

function points(model: string, actual: ArrayLike<number>, predicted: ArrayLike<number>) {
  return Array.from(actual, (value, i) => ({ model, actual: short(value), predicted: short(predicted[i]!) }))
}

function squares(model: string, actual: ArrayLike<number>, predicted: ArrayLike<number>, low: number, width: number) {
  const counts = new Map<number, number>()
  const cell = (value: number) => Math.min(SQUARES - 1, Math.floor((value - low) / width))
  for (let i = 0; i < actual.length; i++) {
    const at = cell(actual[i]!) * SQUARES + cell(predicted[i]!)
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return [...counts].map(([at, rows]) => {
    const [x, y] = [low + Math.floor(at / SQUARES) * width, low + (at % SQUARES) * width]
    return { model, x: short(x), x2: short(x + width), y: short(y), y2: short(y + width), rows }
  })
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
