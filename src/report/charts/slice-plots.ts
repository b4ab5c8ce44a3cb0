import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { chartFigure } from './chart-figure.ts'
import type { PlacedTrial, SearchAxis } from './search-axes.ts'
import { type SearchMeasure, shownRange } from './search-trials.ts'

export interface SlicePlotsData extends SearchMeasure {
  /** The most important first. */
  readonly axes: readonly SearchAxis[]
  readonly trials: readonly PlacedTrial[]
  /** What all of these trials had, where a search gives some more than others: `27 nEstimators`. */
  readonly budget?: string | undefined
}

const MOST = 6
const HEIGHT = 150

/** For each parameter a panel: where trials lay and what they gave. The later a trial, the darker its point. */
export function slicePlots({ axes, trials, measure, direction, budget }: SlicePlotsData): ChartFigure {
  const shown = axes.slice(0, MOST)
  const { domain, beyond } = shownRange(
    trials.map(({ value }) => value),
    direction,
  )
  const values = shown.flatMap(({ name, ticks }) => [
    ...trials.flatMap(({ number, places, labels, value }) =>
      places[name] === undefined
        ? []
        : [{ parameter: name, place: places[name], at: labels[name], value, trial: number + 1 }],
    ),
    ...ticks.map(({ place, label }) => ({ parameter: name, tick: place, label })),
  ])
  const best = [...trials].sort((a, b) => (direction === 'minimize' ? a.value - b.value : b.value - a.value))[0]
  const where = best === undefined ? '' : shown.map(({ name }) => `${name} ${best.labels[name] ?? '—'}`).join(', ')
  const more = axes.length - shown.length
  const having = budget === undefined ? '' : ` with ${budget}`
  const x = { type: 'quantitative', title: null, axis: null, scale: { domain: [-0.06, 1.06], nice: false } }
  return chartFigure({
    title: best === undefined ? 'No trial came to a value' : `The best trial${having} has ${where}`,
    subtitle: `${measure}, ${direction === 'minimize' ? 'less' : 'more'} is better, against each parameter on the scale of its search; ${countOf(trials.length, 'trial')}${having}, later ones stronger${beyond === 0 ? '' : `, ${beyond} beyond the frame`}${more > 0 ? `; ${countOf(more, 'less important parameter')} left out` : ''}`,
    description: `Of ${countOf(trials.length, 'trial')}${having} the best has ${where}.`,
    size: { min: 200, max: 300, panels: Math.max(1, shown.length), row: Math.min(3, Math.max(1, shown.length)) },
    spec: {
      data: { values },
      facet: { field: 'parameter', type: 'nominal', sort: shown.map(({ name }) => name), title: null },
      spec: {
        height: HEIGHT,
        layer: [
          {
            transform: [{ filter: 'isValid(datum.place)' }],
            mark: { type: 'circle', style: 'accent', size: 45, clip: true },
            encoding: {
              x: { field: 'place', ...x },
              y: {
                field: 'value',
                type: 'quantitative',
                title: null,
                scale: { domain, zero: false, nice: false },
                axis: { tickCount: 4 },
              },
              opacity: { field: 'trial', type: 'quantitative', legend: null, scale: { range: [0.25, 0.95] } },
              tooltip: [
                { field: 'parameter', title: 'parameter' },
                { field: 'at', title: 'value' },
                { field: 'value', title: measure, format: '.4~g' },
                { field: 'trial', title: 'trial' },
              ],
            },
          },
          {
            transform: [{ filter: 'isValid(datum.tick)' }],
            mark: { type: 'text', style: 'side-label', dy: 12, align: 'center' },
            encoding: { x: { field: 'tick', ...x }, y: { value: HEIGHT }, text: { field: 'label' } },
          },
        ],
      },
    },
  })
}
