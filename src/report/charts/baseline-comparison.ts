import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { signed } from '../text/signed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { domainAround } from './domain-around.ts'

export interface BaselineComparisonData {
  /** Such as `log loss`. */
  readonly metric: string
  /** Such as `nats`. */
  readonly unit: string
  readonly models: readonly { readonly name: string; readonly role: 'model' | 'baseline'; readonly value: number }[]
  /** Model minus baseline, on the same rows. */
  readonly differences: readonly BaselineDifference[]
  readonly n: number
  /** Level of the intervals, such as 0.95. */
  readonly level: number
  /** Most losses are better when lower: true when not said. */
  readonly lowerIsBetter?: boolean
}

export interface BaselineDifference {
  readonly model: string
  readonly baseline: string
  readonly mean: number
  readonly lower: number
  readonly upper: number
}

/** Each model against each baseline: the difference with its interval, around a drawn zero that says which side is better. */
export function baselineComparison(data: BaselineComparisonData): ChartFigure {
  const { metric, unit, models, differences, n, level, lowerIsBetter = true } = data
  const scoreOf = (name: string) => models.find((model) => model.name === name)?.value
  const withScore = (name: string) => {
    const value = scoreOf(name)
    return value === undefined ? name : `${name} (${fixed(value, 3)})`
  }
  // With the metric of each in brackets, where all rows have room for it on a narrow screen.
  const roomy = differences.every(({ model, baseline }) => `${withScore(model)} ${withScore(baseline)}`.length <= 38)
  const named = roomy ? withScore : (name: string) => name
  const values = differences.map((difference) => ({
    ...difference,
    row: `${difference.model} − ${difference.baseline}`,
    label: `${named(difference.model)} against ${named(difference.baseline)}`,
    text: `${signed(difference.mean, 3)} (${signed(difference.lower, 3)} to ${signed(difference.upper, 3)})`,
    certain: difference.lower > 0 || difference.upper < 0,
  }))
  const domain = domainAround(differences.flatMap(({ lower, upper }) => [lower, upper]))
  const [left, right] = lowerIsBetter
    ? ['← model better', 'baseline better →']
    : ['← baseline better', 'model better →']
  const interval = `${percent(level)} intervals`
  return chartFigure({
    title: finding(data),
    subtitle: `Difference in ${metric} (${unit}), model minus baseline; ${interval}; n\u00a0=\u00a0${thousands(n)}`,
    description: `${values
      .map(({ model, baseline, text }) => `${capitalize(model)} against ${baseline}: ${text}.`)
      .join(
        ' ',
      )} ${lowerIsBetter ? 'Lower' : 'Higher'} is better. ${capitalize(metric)} of each: ${models.map(({ name, value }) => `${name} ${fixed(value, 3)}`).join(', ')}.`,
    spec: {
      data: { values },
      height: differences.length * 48 + 34,
      encoding: {
        y: {
          field: 'row',
          type: 'nominal',
          sort: values.map((value) => value.row),
          axis: null,
          scale: { paddingOuter: 0.5 },
        },
        x: {
          field: 'mean',
          type: 'quantitative',
          title: `difference in ${metric} (${unit})`,
          scale: { domain, nice: true },
          axis: { tickCount: 5, grid: false, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+~f')" },
        },
        tooltip: [
          { field: 'model', title: 'model' },
          { field: 'baseline', title: 'baseline' },
          { field: 'mean', title: 'difference', format: '+.4f' },
          { field: 'lower', title: 'from', format: '+.4f' },
          { field: 'upper', title: 'to', format: '+.4f' },
        ],
      },
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: 'rule', style: 'zero' },
          encoding: zeroEncoding,
        },
        side(left, 'right', -8),
        side(right, 'left', 8),
        ...intervalLayers(),
        // The value stands on the far side of its interval, away from zero.
        valueLabel('datum.mean < 0', 'right', -8, 'lower'),
        valueLabel('datum.mean >= 0', 'left', 8, 'upper'),
        {
          name: 'haloed-rows',
          mark: { type: 'text', style: 'row-label', align: 'left', dy: -14, limit: { expr: 'width' } },
          encoding: { text: { field: 'label' }, x: { value: 0 } },
        },
      ],
    },
  })
}

const zeroEncoding = {
  x: { field: 'zero', type: 'quantitative' },
  y: { value: 0 },
  y2: { value: { expr: 'height' } },
  tooltip: { value: null },
}

function side(text: string, align: string, dx: number) {
  return {
    data: { values: [{ zero: 0 }] },
    mark: { type: 'text', style: 'side-label', align, dx, text },
    encoding: { x: { field: 'zero', type: 'quantitative' }, y: { value: 8 }, tooltip: { value: null } },
  }
}

function valueLabel(filter: string, align: string, dx: number, end: string) {
  return {
    name: `haloed-${end}`,
    transform: [{ filter }],
    mark: { type: 'text', style: 'value-label', align, dx, yOffset: 6 },
    encoding: {
      text: { field: 'mean', type: 'quantitative', format: '+.3f' },
      x: { field: end, type: 'quantitative' },
    },
  }
}

/** An interval that excludes zero is drawn in the accent colour, one that holds it in grey. */
function intervalLayers() {
  return [true, false].flatMap((certain) => {
    const transform = [{ filter: `datum.certain === ${certain}` }]
    const kind = certain ? 'accent' : 'quiet'
    return [
      {
        transform,
        mark: { type: 'rule', style: ['interval', `${kind}-line`], yOffset: 6 },
        encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
      },
      { transform, mark: { type: 'point', filled: true, style: ['dot', `${kind}-dot`], yOffset: 6 } },
    ]
  })
}

function finding({ metric, differences, lowerIsBetter = true, level }: BaselineComparisonData): string {
  const better = (d: BaselineDifference) => (lowerIsBetter ? d.upper < 0 : d.lower > 0)
  const worse = (d: BaselineDifference) => (lowerIsBetter ? d.lower > 0 : d.upper < 0)
  const [only] = differences
  if (only === undefined) return `No baseline to compare ${metric} with`
  if (differences.length === 1) {
    const verdict = better(only) ? 'better than' : worse(only) ? 'worse than' : 'not told apart from'
    return `In ${metric}, ${only.model} is ${verdict} ${only.baseline}: ${signed(only.mean, 2)}`
  }
  const wins = differences.filter(better).length
  const losses = differences.filter(worse).length
  const lost = losses === 0 ? '' : `, ${losses} the baseline`
  if (wins === 0 && losses === 0)
    return `No model is told apart from a baseline: every ${percent(level)} interval holds zero`
  if (wins === differences.length) return `Every model beats every baseline in ${metric}`
  return `${wins === 0 ? 'None' : wins} of ${differences.length} comparisons ${wins === 1 ? 'favours' : 'favour'} the model beyond chance${lost}`
}
