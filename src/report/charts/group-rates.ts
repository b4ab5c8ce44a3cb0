import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { groupPanel, stand } from './group-panel.ts'

export interface GroupRatePoint {
  /** Such as `accuracy`. */
  readonly rate: string
  /** Such as `sex: Female`. */
  readonly group: string
  readonly value: number
  readonly lower: number
  readonly upper: number
  /** The rate of all rows. */
  readonly overall: number
  /** Rows that the rate is a share of. */
  readonly n: number
  readonly muted: boolean
}

export interface GroupRatesData {
  readonly points: readonly GroupRatePoint[]
  readonly level: number
  /** What is predicted, such as `>50K`. */
  readonly outcome: string
}

/** How a model treats each group: a panel a rate, a row a group, beside the rate of all rows. */
export function groupRates({ points, level, outcome }: GroupRatesData): ChartFigure {
  const rates = [...new Set(points.map(({ rate }) => rate))]
  const groups = [...new Set(points.map(({ group }) => group))]
  const values = points.map((point) => ({
    ...point,
    row: point.group,
    from: point.lower,
    to: point.upper,
    said: percent(point.value),
    standing: point.muted ? 'muted' : point.lower > point.overall || point.upper < point.overall ? 'apart' : 'alike',
  }))
  return chartFigure({
    title: finding(points),
    subtitle: `Shares by group, the outcome being “${outcome}”; ${percent(level)} intervals; dashed: all rows together; grey points are not told apart from it`,
    description: rates.map((rate) => inWords(rate, points)).join(' '),
    size: { min: 300, panels: rates.length },
    spec: {
      data: { values },
      facet: { field: 'rate', type: 'nominal', sort: rates, title: null },
      spec: groupPanel({
        rows: groups.length,
        sort: groups,
        x: { title: 'share', domain: [-0.02, 1.02], labelExpr: "format(datum.value, '.0%')" },
        rule: { field: 'overall', aggregate: 'mean', style: 'reference' },
        tooltip: [
          { field: 'group', title: 'group' },
          { field: 'rate', title: 'rate' },
          { field: 'value', title: 'share', format: '.1%' },
          { field: 'lower', title: 'from', format: '.1%' },
          { field: 'upper', title: 'to', format: '.1%' },
          { field: 'n', title: 'of rows', format: ',' },
        ],
      }),
    },
  })
}

function finding(points: readonly GroupRatePoint[]): string {
  const first = points[0]?.rate
  const judged = points.filter(({ rate, muted }) => rate === first && !muted).sort((a, b) => a.value - b.value)
  const [least, most] = [judged[0], judged.at(-1)]
  if (least === undefined || most === undefined) return 'Every group has too few rows to say how it is treated'
  return `${capitalize(least.rate)} from ${percent(least.value)} (${least.group}) to ${percent(most.value)} (${most.group})`
}

function inWords(rate: string, points: readonly GroupRatePoint[]): string {
  const own = points.filter((point) => point.rate === rate)
  const all = own[0] === undefined ? '' : `, all rows ${percent(own[0].overall)}`
  return `${capitalize(rate)}: ${own.map(({ group, value, n, muted }) => `${group} ${percent(value)} of ${thousands(n)}${stand(muted)}`).join(', ')}${all}.`
}
