import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { chartFigure } from './chart-figure.ts'
import { bestSoFar, isBetter, type SearchMeasure, type SearchTrial, shownRange } from './search-trials.ts'
import { shortNumber } from './short-number.ts'

export interface RegretCurvesData extends SearchMeasure {
  /** Of all strategies, each by number. */
  readonly trials: readonly SearchTrial[]
}

/** What strategies have found after each trial, a line for each: the lower one (or the higher) is ahead. */
export function regretCurves({ trials, measure, direction }: RegretCurvesData): ChartFigure {
  const names = [...new Set(trials.map(({ strategy }) => strategy))]
  const lines = names.map((name) => ({
    name,
    points: bestSoFar(
      trials.filter(({ strategy }) => strategy === name),
      direction,
    ).map(({ best }, i) => ({ strategy: name, trial: i + 1, best })),
  }))
  const ended = lines.flatMap(({ name, points }) => {
    const last = points.at(-1)
    return last === undefined ? [] : [{ name, best: last.best, last }]
  })
  const ranked = [...ended].sort((a, b) => (isBetter(a.best, b.best, direction) ? -1 : a.best === b.best ? 0 : 1))
  const values = lines.flatMap(({ points }) => points)
  const { domain } = shownRange(
    values.map(({ best }) => best),
    direction,
  )
  const seen = ranked.map(({ name, best }) => `${name} ${shortNumber(best)}`).join(', ')
  return chartFigure({
    title:
      ranked.length === 0
        ? 'No trial came to a value'
        : ranked.length === 1
          ? `${capitalize(ranked[0]!.name)} came to ${shortNumber(ranked[0]!.best)}`
          : `${capitalize(ranked[0]!.name)} found the best: ${shortNumber(ranked[0]!.best)}, against ${shortNumber(ranked[1]!.best)} by ${ranked[1]!.name}`,
    subtitle: `Best ${measure} so far, ${direction === 'minimize' ? 'less' : 'more'} is better; one search each, so that chance moves the lines too`,
    description: `After all trials: ${seen}.`,
    size: { max: 720 },
    spec: {
      height: 260,
      data: { values },
      mark: { type: 'line', style: 'curve', interpolate: 'step-after', clip: true },
      encoding: {
        x: {
          field: 'trial',
          type: 'quantitative',
          title: 'trials',
          axis: { tickMinStep: 1, tickCount: 8, grid: false },
        },
        y: { field: 'best', type: 'quantitative', title: measure, scale: { domain, zero: false, nice: false } },
        color: { field: 'strategy', type: 'nominal', title: null, scale: { domain: names } },
        tooltip: [
          { field: 'strategy', title: 'strategy' },
          { field: 'trial', title: 'trials' },
          { field: 'best', title: measure, format: '.4~g' },
        ],
      },
    },
  })
}
