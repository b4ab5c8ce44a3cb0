import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { signed } from '../text/signed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'

export interface GroupedDifferencesData {
  /** Such as `log loss`: lower is better. */
  readonly metric: string
  readonly unit: string
  /** What all are set against, such as `always guessing the class frequencies`. */
  readonly against: string
  /** Level of the intervals, such as 0.95. */
  readonly level: number
  /** What n counts, such as `matches`. */
  readonly rowNoun: string
  /** Panels share the axis, so that widths of intervals can be compared. */
  readonly panels: readonly DifferencePanel[]
}

export interface DifferencePanel {
  readonly title: string
  readonly n: number
  readonly rows: readonly {
    readonly name: string
    readonly role: 'model' | 'baseline'
    /** The metric itself. */
    readonly loss: number
    /** Minus that of what it is set against. */
    readonly value: number
    readonly lower: number
    readonly upper: number
  }[]
}

/**
 * Many forecasts against one baseline, a panel a group: a dot for the difference, a line for its interval, the zero drawn.
 * Coloured where the interval excludes zero; baselines are diamonds.
 */
export function groupedDifferences(data: GroupedDifferencesData): ChartFigure {
  const { metric, unit, against, level, rowNoun, panels } = data
  const titled = panels.map((panel) => ({
    ...panel,
    panel: [...panel.title.split(lineBreak), `${thousands(panel.n)} ${rowNoun}`].join(lineBreak),
  }))
  const values = titled.flatMap(({ panel, rows }) =>
    rows.map((row, place) => ({
      panel,
      place,
      name: row.name,
      role: row.role,
      loss: round(row.loss),
      value: round(row.value),
      lower: round(row.lower),
      upper: round(row.upper),
      kind: row.upper < 0 ? 'better' : row.lower > 0 ? 'worse' : 'open',
      label: `${row.name} ${fixed(row.loss, 3)}`,
    })),
  )
  const most = Math.max(...panels.map(({ rows }) => rows.length))
  return chartFigure({
    title: finding(data),
    subtitle: `Difference in ${metric} (${unit}) from ${against}, below zero is better; ${percent(level)} intervals; beside each name its ${metric}`,
    description: titled
      .map(({ panel, rows }) => {
        const sorted = [...rows].sort((a, b) => a.value - b.value)
        const words = [sorted[0], sorted.at(-1)].flatMap((row) =>
          row === undefined
            ? []
            : [`${row.name} ${signed(row.value, 3)} (${signed(row.lower, 3)} to ${signed(row.upper, 3)})`],
        )
        return `${panel.split(lineBreak).join(', ')}: from ${words.join(' to ')}.`
      })
      .join(' '),
    size: { min: 260, max: 420, panels: panels.length, row: Math.min(3, panels.length) },
    spec: {
      data: { values },
      ...(panels.length > 1
        ? {
            facet: { field: 'panel', type: 'nominal', sort: titled.map(({ panel }) => panel), title: null, header },
            spec: view(most, values, data),
          }
        : view(most, values, data)),
    },
  })
}

/** Parts of a panel's title stand under one another. */
const lineBreak = ' · '
const header = { labelExpr: `split(datum.label, '${lineBreak}')` }

function view(
  most: number,
  values: readonly { readonly lower: number; readonly upper: number }[],
  { metric, unit }: GroupedDifferencesData,
) {
  const ends = [0, ...values.flatMap(({ lower, upper }) => [lower, upper])]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = 0.04 * Math.max(high - low, 1e-6)
  const height = most * 34 + 10
  return {
    height,
    encoding: {
      // Numbers for places: every panel has the same rows in the same order, and the last is at the bottom.
      y: {
        field: 'place',
        type: 'quantitative',
        axis: null,
        scale: { domain: [most - 0.4, -0.75], nice: false, zero: false },
      },
      x: {
        field: 'value',
        type: 'quantitative',
        title: `difference in ${metric} (${unit})`,
        scale: { domain: [low - room, high + room], nice: false },
        axis: { tickCount: 5, grid: false, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+~f')" },
      },
      tooltip: [
        { field: 'name', title: 'forecast' },
        { field: 'loss', title: metric, format: '.4f' },
        { field: 'value', title: 'difference', format: '+.4f' },
        { field: 'lower', title: 'from', format: '+.4f' },
        { field: 'upper', title: 'to', format: '+.4f' },
      ],
    },
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', style: 'zero' },
        encoding: {
          x: { field: 'zero', type: 'quantitative' },
          y: { value: 0 },
          y2: { value: height },
          tooltip: { value: null },
        },
      },
      ...intervals("datum.kind === 'open'", 'quiet'),
      ...intervals("datum.kind !== 'open'", 'accent'),
      {
        name: 'haloed-names',
        mark: { type: 'text', style: 'row-label', align: 'left', dy: -13, limit: { expr: 'width' } },
        encoding: { text: { field: 'label' }, x: { value: 0 } },
      },
    ],
  }
}

function intervals(filter: string, kind: string) {
  const dot = (role: string, shape: string) => ({
    transform: [{ filter: `${filter} && datum.role === '${role}'` }],
    mark: { type: 'point', filled: true, shape, style: ['dot', `${kind}-dot`] },
  })
  return [
    {
      transform: [{ filter }],
      mark: { type: 'rule', style: ['interval', `${kind}-line`] },
      encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
    },
    dot('model', 'circle'),
    dot('baseline', 'diamond'),
  ]
}

/** Eight digits: the last ones of a float say nothing in a chart, and cost bytes. */
function round(value: number): number {
  return Number(value.toFixed(8))
}

function finding({ panels, rowNoun }: GroupedDifferencesData): string {
  const counts = panels.map(({ rows, n }) => {
    const models = rows.filter(({ role }) => role === 'model')
    return { n, all: models.length, told: models.filter(({ lower, upper }) => upper < 0 || lower > 0).length }
  })
  const all = counts.reduce((sum, each) => sum + each.all, 0)
  const told = counts.reduce((sum, each) => sum + each.told, 0)
  if (told === 0) return `None of ${all} forecasts is told apart from its baseline`
  const most = counts.reduce((a, b) => (b.told > a.told ? b : a))
  const where = panels.length === 1 ? '' : `, ${most.told} of them on ${thousands(most.n)} ${rowNoun}`
  return `${told} of ${all} forecasts ${told === 1 ? 'is' : 'are'} told apart from ${told === 1 ? 'its' : 'their'} baseline${where}`
}
