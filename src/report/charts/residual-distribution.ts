import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface ResidualDistributionData {
  /** Actual minus predicted. */
  readonly models: readonly { readonly name: string; readonly residuals: ArrayLike<number> }[]
  /** The target with its unit: `CO₂ (ppm)`. */
  readonly target: string
}

/** Bars over the range of all residuals. */
const BARS = 30

/** How far predictions are off and to which side: a histogram a model around zero, with the mean as a line. */
export function residualDistribution({ models, target }: ResidualDistributionData): ChartFigure {
  const all = models.flatMap(({ residuals }) => Array.from(residuals))
  const reach = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  // An edge at zero, so that no bar holds errors to both sides.
  const width = (2 * reach) / BARS
  const rows = models.map(({ name, residuals }) => {
    const counts = new Float64Array(BARS)
    for (let i = 0; i < residuals.length; i++) {
      counts[Math.min(BARS - 1, Math.max(0, Math.floor((residuals[i]! + reach) / width)))]!++
    }
    const mean = Array.from(residuals).reduce((sum, value) => sum + value, 0) / residuals.length
    const below = Array.from(residuals).filter((value) => value > 0).length / residuals.length
    return { name, counts, mean, below, n: residuals.length }
  })
  const values = rows.flatMap(({ name, counts, n }) =>
    Array.from(counts, (count, i) => ({
      model: name,
      from: short((i - BARS / 2) * width),
      to: short((i - BARS / 2 + 1) * width),
      share: short(count / n),
      rows: count,
    })),
  )
  const view = {
    layer: [
      {
        transform: [{ filter: 'isValid(datum.from)' }],
        mark: { type: 'bar', binSpacing: 1 },
        encoding: {
          x: {
            field: 'from',
            type: 'quantitative',
            bin: 'binned',
            title: `actual minus predicted ${target}`,
            axis: { tickCount: 5 },
          },
          x2: { field: 'to' },
          y: { field: 'share', type: 'quantitative', title: 'share of rows', axis: { format: '.0%', tickCount: 4 } },
          tooltip: [
            { field: 'model' },
            { field: 'from' },
            { field: 'to' },
            { field: 'rows', format: ',' },
            { field: 'share', format: '.1%' },
          ],
        },
      },
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', style: 'zero' },
        encoding: { x: { field: 'zero', type: 'quantitative' } },
      },
      {
        transform: [{ filter: 'isValid(datum.mean)' }],
        mark: { type: 'rule', style: 'reference', strokeWidth: 2 },
        encoding: {
          x: { field: 'mean', type: 'quantitative' },
          tooltip: [{ field: 'model' }, { field: 'mean', title: 'mean residual' }],
        },
      },
    ],
  }
  const [first] = rows
  const side = first === undefined || first.below >= 0.5 ? 'low' : 'high'
  return chartFigure({
    title:
      first === undefined
        ? 'Residuals'
        : `${capitalize(first.name)} is too ${side} for ${percent(side === 'low' ? first.below : 1 - first.below)} of the rows; by ${mean(first.mean)} on average`,
    subtitle: `Residuals, actual minus predicted ${target}; solid: zero, dashed: their mean; n\u00a0=\u00a0${thousands(Math.max(...rows.map(({ n }) => n)))}`,
    description: `${rows.map((row) => `${row.name}: mean residual ${mean(row.mean)}, above zero for ${percent(row.below)}`).join('; ')}.`,
    size: { min: 260, max: models.length > 1 ? 400 : 620, aspect: 0.6, panels: models.length },
    spec: {
      data: { values: [...rows.map((row) => ({ model: row.name, mean: short(row.mean) })), ...values] },
      ...(models.length > 1
        ? { facet: { field: 'model', type: 'nominal', sort: models.map(({ name }) => name), title: null }, spec: view }
        : view),
    },
  })
}

/** With a sign, three significant digits. */
function mean(value: number): string {
  const text = String(Number(Math.abs(value).toPrecision(3)))
  return `${value < 0 && text !== '0' ? '−' : value > 0 ? '+' : ''}${text}`
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
