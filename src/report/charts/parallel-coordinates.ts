import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { chartFigure } from './chart-figure.ts'
import type { PlacedTrial, SearchAxis } from './search-axes.ts'
import type { SearchMeasure } from './search-trials.ts'

export interface ParallelCoordinatesData extends SearchMeasure {
  /** The most important first. */
  readonly axes: readonly SearchAxis[]
  readonly trials: readonly PlacedTrial[]
  /** What all of these trials had, where a search gives some more than others: `27 nEstimators`. */
  readonly budget?: string | undefined
}

const MOST = 8
const BEST = 'best tenth'
const OTHERS = 'other trials'

/** Each trial as a line across the parameters: where the best tenth run together, a parameter matters. */
export function parallelCoordinates({
  axes,
  trials,
  measure,
  direction,
  budget,
}: ParallelCoordinatesData): ChartFigure {
  const shown = axes.slice(0, MOST)
  const ranked = [...trials].sort((a, b) => (direction === 'minimize' ? a.value - b.value : b.value - a.value))
  const best = new Set(ranked.slice(0, Math.max(1, Math.ceil(trials.length / 10))).map(({ number }) => number))
  const rows = trials.flatMap(({ number, places, labels, value }) =>
    shown.flatMap(({ name }) =>
      places[name] === undefined
        ? []
        : [
            {
              parameter: name,
              place: places[name]!,
              at: labels[name],
              trial: number + 1,
              value,
              group: best.has(number) ? BEST : OTHERS,
            },
          ],
    ),
  )
  const ticks = shown.flatMap(({ name, ticks }) => ticks.map(({ place, label }) => ({ parameter: name, place, label })))
  const names = shown.map(({ name }) => name)
  const [narrow] = names
    .map((name) => ({ name, ...spread(rows.filter((row) => row.parameter === name && row.group === BEST)) }))
    .filter(({ n }) => n > 1)
    .sort((a, b) => a.range - b.range)
  const x = {
    field: 'parameter',
    type: 'nominal',
    sort: names,
    title: null,
    axis: { labelAngle: 0, grid: true, domain: false, ticks: false, orient: 'top', labelLimit: 110 },
    scale: { padding: 0.35 },
  }
  const y = {
    field: 'place',
    type: 'quantitative',
    title: null,
    axis: null,
    scale: { domain: [-0.04, 1.04], nice: false },
  }
  const lines = (group: string, style: readonly string[], opacity: number) => ({
    data: { values: rows.filter((row) => row.group === group) },
    mark: { type: 'line', style, opacity, point: false },
    encoding: {
      x,
      y,
      detail: { field: 'trial' },
      tooltip: [
        { field: 'trial', title: 'trial' },
        { field: 'value', title: measure, format: '.4~g' },
        { field: 'parameter', title: 'parameter' },
        { field: 'at', title: 'value' },
      ],
    },
  })
  return chartFigure({
    title: finding(narrow),
    subtitle: `Each line is a trial across the parameters, each on the scale of its search; ${countOf(best.size, 'trial')} with the best ${measure} in colour, ${trials.length - best.size} others grey${budget === undefined ? '' : `; those with ${budget}`}`,
    description: `Best trial${budget === undefined ? '' : ` with ${budget}`}: ${ranked[0] === undefined ? 'none' : names.map((name) => `${name} ${ranked[0]!.labels[name] ?? '—'}`).join(', ')}.`,
    spec: {
      height: 280,
      layer: [
        lines(OTHERS, ['muted-line'], 0.45),
        lines(BEST, ['accent-line', 'curve'], 0.9),
        {
          name: 'haloed-ticks',
          data: { values: ticks },
          mark: { type: 'text', style: 'side-label', align: 'left', dx: 5 },
          encoding: { x, y, text: { field: 'label' } },
        },
      ],
    },
  })
}

interface Spread {
  readonly name: string
  /** From the lowest to the highest place. */
  readonly range: number
  readonly n: number
  /** What the first of them has. */
  readonly at: string | undefined
}

function spread(rows: readonly { readonly place: number; readonly at: string | undefined }[]): Omit<Spread, 'name'> {
  const places = rows.map(({ place }) => place)
  return { range: Math.max(...places) - Math.min(...places), n: places.length, at: rows[0]?.at }
}

function finding(narrow: Spread | undefined): string {
  if (narrow === undefined) return 'Each line is a trial across the parameters'
  if (narrow.range === 0) return `All trials of the best tenth have “${narrow.name}” ${narrow.at}`
  if (narrow.range > 0.75) return 'The best tenth of the trials is spread over the whole space'
  return `The best tenth of the trials agree most on “${narrow.name}”: they take ${Math.round(100 * narrow.range)}\u00a0% of its range`
}
