import type { ChartFigure } from '../figure.ts'
import { countOf } from '../text/count-of.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { bestSoFar, type SearchMeasure, type SearchTrial, shownRange } from './search-trials.ts'
import { shortNumber } from './short-number.ts'

export interface OptimizationHistoryData extends SearchMeasure {
  /** Of one strategy, by number. */
  readonly trials: readonly SearchTrial[]
  /** Rows that each trial was judged on. */
  readonly n?: number
}

/** Every trial of a search as a point, and the best so far as a line. */
export function optimizationHistory({ trials, measure, direction, n }: OptimizationHistoryData): ChartFigure {
  const done = trials.flatMap(({ number, value, early = false }) =>
    value === undefined ? [] : [{ trial: number + 1, value, early }],
  )
  const line = bestSoFar(trials, direction).map(({ trial, best }) => ({ trial: trial.number + 1, best }))
  const { domain, beyond } = shownRange(
    done.map(({ value }) => value),
    direction,
  )
  const last = line.at(-1)
  const found = line.find(({ best }) => best === last?.best)
  const failed = trials.length - done.length
  const early = done.filter((trial) => trial.early).length
  const x = {
    field: 'trial',
    type: 'quantitative',
    title: 'trial',
    axis: { tickMinStep: 1, tickCount: 8, grid: false },
  }
  return chartFigure({
    title:
      found === undefined
        ? 'No trial came to a value'
        : `The best of ${countOf(trials.length, 'trial')} was found in trial ${found.trial}: ${shortNumber(found.best)}`,
    subtitle: `${measure}, ${direction === 'minimize' ? 'less' : 'more'} is better${n === undefined ? '' : `; n\u00a0=\u00a0${thousands(n)}`}${beyond === 0 ? '' : `; ${countOf(beyond, 'worse trial')} beyond the frame`}${early === 0 ? '' : `; ${early} given up early, pale`}${failed === 0 ? '' : `; ${failed} failed`}`,
    description: `Best so far: ${line
      .filter(({ best }, i) => i === 0 || best !== line[i - 1]!.best)
      .map(({ trial, best }) => `${shortNumber(best)} at trial ${trial}`)
      .join(', ')}.`,
    size: { max: 720 },
    spec: {
      height: 240,
      layer: [
        {
          data: { values: done },
          mark: { type: 'circle', style: 'muted-dot', size: 42, clip: true },
          encoding: {
            x,
            y: { field: 'value', type: 'quantitative', title: measure, scale: { domain, zero: false, nice: false } },
            ...(early === 0 ? {} : { opacity: { condition: { test: 'datum.early', value: 0.35 }, value: 1 } }),
            tooltip: [
              { field: 'trial', title: 'trial' },
              { field: 'value', title: measure, format: '.4~g' },
            ],
          },
        },
        {
          data: { values: line },
          mark: { type: 'line', style: ['curve', 'accent-line'], interpolate: 'step-after', clip: true },
          encoding: { x, y: { field: 'best', type: 'quantitative' } },
        },
        {
          data: { values: found === undefined ? [] : [found] },
          mark: { type: 'circle', style: 'accent-dot', size: 110 },
          encoding: {
            x,
            y: { field: 'best', type: 'quantitative' },
            tooltip: [
              { field: 'trial', title: 'best trial' },
              { field: 'best', title: measure, format: '.4~g' },
            ],
          },
        },
      ],
    },
  })
}
