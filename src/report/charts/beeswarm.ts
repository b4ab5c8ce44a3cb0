import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { signed } from '../text/signed.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'
import { swarmOffsets } from './swarm-offsets.ts'
import { thin } from './thin.ts'

export interface BeeswarmData {
  /** What is explained, as part of a sentence: `the probability of “win”`. */
  readonly output: string
  /** What contributions are counted in: `probability`. */
  readonly unit: string
  /** Rows that were explained; every feature has a contribution of each. */
  readonly n: number
  /** The most important first; the first ten are drawn. */
  readonly features: readonly {
    readonly name: string
    readonly contributions: readonly number[]
    /** The feature's own values: null where missing, text for categories. */
    readonly values: readonly (number | string | null)[]
  }[]
}

const MOST_FEATURES = 10
const MOST_MARKS = 4800

/** Each row's contribution of each feature as a point, coloured by whether the feature's value is low or high. */
export function beeswarm({ output, unit, n, features }: BeeswarmData): ChartFigure {
  const shown = features.slice(0, MOST_FEATURES)
  const rows = thin(
    Array.from({ length: n }, (_, i) => i),
    Math.floor(MOST_MARKS / Math.max(1, shown.length)),
  )
  const all = shown.flatMap(({ contributions }) => rows.map((i) => contributions[i] ?? 0))
  const span = [Math.min(0, ...all), Math.max(0, ...all)] as const
  const values = shown.flatMap((feature) => points(feature, rows, span))
  const sampled = rows.length < n ? `; every point is one of ${countOf(rows.length, 'row')} out of ${n}` : ''
  const left =
    features.length > shown.length ? `; the first ${shown.length} of ${countOf(features.length, 'feature')}` : ''
  const height = shown.length * 52 + 8
  return chartFigure({
    title: finding(shown, output),
    subtitle: `Contribution to ${output}, in ${unit}, a point a row; n\u00a0=\u00a0${countOf(n, 'row')}${left}${sampled}`,
    description: shown.slice(0, 5).map(inWords).join(' '),
    size: { max: 760 },
    spec: {
      data: { values },
      height,
      encoding: {
        y: {
          field: 'feature',
          type: 'nominal',
          sort: shown.map(({ name }) => name),
          axis: null,
          scale: { paddingInner: 0.42, paddingOuter: 0.5 },
        },
        x: {
          field: 'contribution',
          type: 'quantitative',
          title: `contribution to ${output}`,
          axis: { tickCount: 5, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+~f')" },
        },
      },
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: 'rule', style: 'zero' },
          encoding: { x: { field: 'zero', type: 'quantitative' }, y: { value: 0 }, y2: { value: height } },
        },
        // A layer without points has no extent, which Vega warns of.
        ...(values.some(({ rank }) => rank === null) ? [swarm('datum.rank === null', { style: 'muted-dot' }, {})] : []),
        swarm(
          'datum.rank !== null',
          {},
          {
            color: {
              field: 'rank',
              type: 'quantitative',
              scale: { domain: [0, 1], range: 'ordinal' },
              legend: {
                title: 'the feature’s value',
                gradientLength: 120,
                values: [0, 1],
                labelExpr: "datum.value === 0 ? 'low' : 'high'",
              },
            },
          },
        ),
        {
          name: 'haloed-names',
          transform: [{ filter: 'datum.first' }],
          mark: { type: 'text', style: 'row-label', align: 'left', dy: -22, limit: { expr: 'width' } },
          encoding: { text: { field: 'feature' }, x: { value: 0 } },
        },
      ],
    },
  })
}

function swarm(filter: string, mark: object, encoding: object) {
  return {
    transform: [{ filter }],
    mark: { type: 'circle', size: 26, opacity: 0.85, ...mark },
    encoding: {
      yOffset: { field: 'beside', type: 'quantitative', scale: { domain: [-1, 1] } },
      tooltip: [
        { field: 'feature', title: 'feature' },
        { field: 'value', title: 'value' },
        { field: 'contribution', title: 'contribution', format: '+.4~f' },
      ],
      ...encoding,
    },
  }
}

function points(feature: BeeswarmData['features'][number], rows: readonly number[], span: readonly [number, number]) {
  const contributions = rows.map((i) => feature.contributions[i] ?? 0)
  const offsets = swarmOffsets(contributions, span)
  const ranks = valueRanks(feature.values)
  return rows.map((i, at) => ({
    feature: feature.name,
    value: shownValue(feature.values[i] ?? null),
    rank: ranks[i] ?? null,
    contribution: Number((contributions[at] ?? 0).toPrecision(6)),
    beside: Number((offsets[at] ?? 0).toFixed(3)),
    ...(at === 0 ? { first: true } : {}),
  }))
}

/** From 0, the lowest value, to 1, the highest, by rank, so that one outlier does not grey all others; null where there is no order. */
function valueRanks(values: BeeswarmData['features'][number]['values']): (number | null)[] {
  const numbers = [...new Set(values.filter((value): value is number => typeof value === 'number'))].sort(
    (a, b) => a - b,
  )
  const rank = new Map(numbers.map((value, place) => [value, numbers.length < 2 ? 0.5 : place / (numbers.length - 1)]))
  return values.map((value) => {
    const place = typeof value === 'number' ? rank.get(value) : undefined
    return place === undefined ? null : Number(place.toFixed(3))
  })
}

function shownValue(value: number | string | null): string {
  if (value === null) return 'missing'
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value
}

function inWords({ name, contributions }: BeeswarmData['features'][number]): string {
  const [low, high] = [Math.min(...contributions), Math.max(...contributions)]
  const digits = digitsFor([low, high])
  return `${name}: from ${signed(low, digits)} to ${signed(high, digits)}.`
}

function finding(shown: BeeswarmData['features'], output: string): string {
  const [first] = shown
  if (first === undefined || first.contributions.length === 0) return `No feature moves ${output}`
  const numbers = first.values.map((value, i) => [value, first.contributions[i] ?? 0] as const)
  const known = numbers.filter((pair): pair is readonly [number, number] => typeof pair[0] === 'number')
  const middle = known.map(([value]) => value).sort((a, b) => a - b)[Math.floor(known.length / 2)] ?? 0
  const mean = (side: readonly (readonly [number, number])[]) =>
    side.reduce((sum, [, contribution]) => sum + contribution, 0) / Math.max(1, side.length)
  const above = known.filter(([value]) => value >= middle)
  const below = known.filter(([value]) => value < middle)
  if (above.length === 0 || below.length === 0) return `“${first.name}” moves ${output} the most`
  const verb = mean(above) > mean(below) ? 'raises' : 'lowers'
  return `A high “${first.name}” ${verb} ${output}, more than any other feature moves it`
}
