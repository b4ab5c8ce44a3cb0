import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { countOf } from '../text/count-of.ts'
import { fixed } from '../text/fixed.ts'
import { chartFigure } from './chart-figure.ts'
import { digitsFor } from './digits-for.ts'
import { thin } from './thin.ts'

export interface DependenceData {
  /** What is predicted, as part of a sentence: `the probability of “win”`. */
  readonly output: string
  /** Rows that the mean is over. */
  readonly n: number
  readonly features: readonly {
    readonly name: string
    /** Values at which the model was asked, upwards. */
    readonly grid: readonly number[]
    /** The mean prediction at each. */
    readonly average: readonly number[]
    /** A curve of each of some rows. */
    readonly curves: readonly (readonly number[])[]
  }[]
}

const MOST_MARKS = 4800

/** Least width of a panel, in pixels. */
const PANEL = 240

/** What the model says as one feature changes and all others stay: the mean, and a thin curve for each of some rows. */
export function dependence({ output, n, features }: DependenceData): ChartFigure {
  const points = features.reduce((sum, { grid }) => sum + grid.length, 0)
  const room = Math.max(1, Math.floor(MOST_MARKS / Math.max(1, points)) - 1)
  const values = features.flatMap(({ name, grid, average, curves }) => [
    ...thin(Array.from(curves.entries()), room).flatMap(([row, curve]) =>
      grid.map((x, p) => ({ panel: name, curve: `row ${row + 1}`, x, y: short(curve[p] ?? 0) })),
    ),
    ...grid.map((x, p) => ({ panel: name, curve: 'mean', x, y: short(average[p] ?? 0) })),
  ])
  const drawn = Math.min(room, Math.max(0, ...features.map(({ curves }) => curves.length)))
  const panels = features.map(({ name }) => name)
  return chartFigure({
    title: finding(features, output),
    subtitle: `${capitalize(output)} as one feature changes: the mean over ${countOf(n, 'row')}${lines(drawn, n)}`,
    description: features.map(inWords).join(' '),
    size: { min: PANEL, max: panels.length > 1 ? 380 : 560, panels: panels.length },
    spec: {
      data: { values },
      ...(panels.length > 1
        ? {
            facet: { field: 'panel', type: 'nominal', sort: panels, title: null, header: { labelLimit: PANEL } },
            spec: view(output),
            resolve: { scale: { x: 'independent' } },
          }
        : view(output)),
    },
  })
}

function view(output: string) {
  return {
    height: 240,
    encoding: {
      x: { field: 'x', type: 'quantitative', title: null, scale: { zero: false, nice: false }, axis: { tickCount: 4 } },
      y: { field: 'y', type: 'quantitative', title: output.replace(/^the /, ''), scale: { zero: false } },
      tooltip: [
        { field: 'panel', title: 'feature' },
        { field: 'x', title: 'value', format: '.4~f' },
        { field: 'y', title: 'prediction', format: '.4~f' },
        { field: 'curve', title: 'of' },
      ],
    },
    layer: [
      {
        transform: [{ filter: "datum.curve !== 'mean'" }],
        mark: { type: 'line', style: 'muted-line', strokeWidth: 1, strokeOpacity: 0.45 },
        encoding: { detail: { field: 'curve', type: 'nominal' } },
      },
      {
        transform: [{ filter: "datum.curve === 'mean'" }],
        mark: { type: 'line', style: ['curve', 'accent-line'], strokeWidth: 3 },
      },
      {
        // With few values the line alone would hide where the model was asked.
        transform: [{ filter: "datum.curve === 'mean'" }],
        mark: { type: 'point', filled: true, style: 'accent-dot', size: 22 },
      },
    ],
  }
}

function lines(drawn: number, n: number): string {
  if (drawn === 0) return ''
  return drawn >= n ? ', and a thin line for each' : `, and thin lines for ${drawn} of them`
}

function short(value: number): number {
  return Number(value.toPrecision(5))
}

function reach(average: readonly number[]): number {
  return average.length === 0 ? 0 : Math.max(...average) - Math.min(...average)
}

function finding(features: DependenceData['features'], output: string): string {
  const [widest] = [...features].sort((a, b) => reach(b.average) - reach(a.average))
  if (widest === undefined || widest.average.length === 0) return `What ${output} depends on`
  const digits = digitsFor(widest.average)
  const [first, last] = [widest.average[0] ?? 0, widest.average.at(-1) ?? 0]
  const way = `from ${fixed(first, digits)} to ${fixed(last, digits)}`
  return `As “${widest.name}” rises over its range, ${output} goes ${way} on average`
}

function inWords({ name, grid, average }: DependenceData['features'][number]): string {
  const digits = digitsFor(average)
  const values = `${fixed(grid[0] ?? 0, digitsFor(grid))} to ${fixed(grid.at(-1) ?? 0, digitsFor(grid))}`
  return `“${name}” from ${values}: the mean goes from ${fixed(average[0] ?? 0, digits)} to ${fixed(average.at(-1) ?? 0, digits)}, between ${fixed(Math.min(...average), digits)} and ${fixed(Math.max(...average), digits)}.`
}
