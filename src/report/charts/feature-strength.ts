import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { listWords } from '../text/list-words.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface FeatureStrengthData {
  /** What each feature is to give by itself. */
  readonly target: string
  readonly measure: 'AUC' | 'R²'
  /** Above it a feature gives the target away: drawn as a line. */
  readonly limit: number
  readonly features: readonly {
    readonly name: string
    readonly value: number
    readonly rows: number
    /** Was warned of. */
    readonly flagged: boolean
  }[]
}

/** Most features that are drawn; the rest is counted in the subtitle. */
const MOST = 20

/** How well each feature gives the target alone, the strongest first, beside what would give it away. */
export function featureStrength({ target, measure, limit, features }: FeatureStrengthData): ChartFigure {
  const sorted = [...features].sort(
    (a, b) => Number(b.flagged) - Number(a.flagged) || b.value - a.value || (a.name < b.name ? -1 : 1),
  )
  const drawn = sorted.slice(0, MOST)
  const least = measure === 'AUC' ? 0.5 : 0
  const rows = Math.max(0, ...features.map((feature) => feature.rows))
  const left = sorted.length > MOST ? `; the first ${MOST} of ${countOf(sorted.length, 'feature')}` : ''
  const what = measure === 'AUC' ? '0.5 is guessing, 1 tells the classes apart' : '0 is guessing, 1 gives the number'
  const values = drawn.map(({ name, value, rows: n, flagged }) => ({
    name,
    value: Math.max(least, value),
    n,
    standing: flagged ? 'warned of' : 'quiet',
    least,
    text: `${flagged ? '✕ ' : ''}${short(value)}`,
  }))
  return chartFigure({
    title: finding(sorted, target, measure),
    subtitle: `${measure} of each feature alone: ${what}; n\u00a0=\u00a0${thousands(rows)}${left}`,
    description: `Strongest first: ${sorted
      .slice(0, 5)
      .map(({ name, value }) => `${name} ${short(value)}`)
      .join(', ')}. Above ${limit} a feature gives the target away.`,
    size: { max: 720 },
    spec: {
      data: { values },
      height: values.length * 26 + 10,
      encoding: {
        y: { field: 'name', type: 'nominal', sort: drawn.map(({ name }) => name), title: null },
        tooltip: [
          { field: 'name', title: 'feature' },
          { field: 'value', title: measure, format: '.5~f' },
          { field: 'n', title: 'rows', format: ',' },
          { field: 'standing' },
        ],
      },
      layer: [
        {
          data: { values: [{ limit }] },
          mark: { type: 'rule', style: 'reference' },
          encoding: {
            x: { field: 'limit', ...axisOf(least, measure) },
            y: { value: 0 },
            y2: { value: { expr: 'height' } },
            tooltip: { value: null },
          },
        },
        ...marksOf("datum.standing !== 'warned of'", 'quiet', least, measure),
        ...marksOf("datum.standing === 'warned of'", 'accent', least, measure),
      ],
    },
  })
}

function marksOf(filter: string, kind: string, least: number, measure: string) {
  const transform = [{ filter }]
  const x = { field: 'value', ...axisOf(least, measure) }
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`] },
      encoding: { x, x2: { field: 'least' } },
    },
    { transform, mark: { type: 'point', style: ['dot', `${kind}-dot`], filled: true }, encoding: { x } },
    ...(['left', 'right'] as const).map((align) => ({
      // Beside the point where there is room, else over its line.
      transform: [
        ...transform,
        { filter: `datum.value ${align === 'left' ? '<=' : '>'} ${least + 0.8 * (1 - least)}` },
      ],
      name: `haloed-${kind}-${align}`,
      mark: { type: 'text', style: 'value-label', align, dx: align === 'left' ? 9 : -9 },
      encoding: { x, text: { field: 'text' } },
    })),
  ]
}

/** A little room beyond 1, for a point that lies there. */
function axisOf(least: number, measure: string) {
  return {
    type: 'quantitative',
    title: `${measure} of the feature alone`,
    scale: { domain: [least, 1 + 0.03 * (1 - least)], nice: false, zero: false },
    axis: { values: [0, 1, 2, 3, 4, 5].map((step) => least + (step / 5) * (1 - least)), format: '.1f' },
  }
}

/** Never rounded up to 1: the digits after the nines are what matters. */
function short(value: number): string {
  return value < 1 && Number(value.toFixed(3)) === 1 ? '> 0.999' : fixed(value, value === 1 ? 0 : 3)
}

function finding(sorted: FeatureStrengthData['features'], target: string, measure: string): string {
  const flagged = sorted.filter((feature) => feature.flagged)
  const [first] = sorted
  if (first === undefined) return `Too few rows to tell how much one feature says of “${target}”`
  if (flagged.length === 0) {
    return `No feature gives “${target}” alone: the strongest is “${first.name}”, ${measure} ${short(first.value)}`
  }
  const named = listWords(flagged.slice(0, 3).map(({ name }) => `“${name}”`))
  const more = flagged.length > 3 ? ` (and ${flagged.length - 3} more)` : ''
  return `${named}${more} ${flagged.length === 1 ? 'gives' : 'give'} “${target}” alone`
}
