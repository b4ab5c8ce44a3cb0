import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { percent } from '../text/percent.ts'
import { signed } from '../text/signed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { domainAround } from './domain-around.ts'
import { groupPanel, stand } from './group-panel.ts'

/** One metric of one group against all other rows: a difference of shares, 0 being equal treatment. */
export interface GroupBiasPoint {
  /** Such as `predicted positive`. */
  readonly metric: string
  /** Such as `sex: Female`. */
  readonly group: string
  readonly value: number
  readonly lower: number | null
  readonly upper: number | null
  /** Rows of the group. */
  readonly n: number
  /** Rests on too few rows to be read. */
  readonly muted: boolean
}

export interface BiasByGroupData {
  readonly points: readonly GroupBiasPoint[]
  readonly level: number
  /** Which way is to the disadvantage of the group, such as `right of 0 others have more`. */
  readonly reading: string
}

/** Bias metrics as small multiples: a panel a metric, a row a group, around the line of equal treatment. */
export function biasByGroup({ points, level, reading }: BiasByGroupData): ChartFigure {
  const metrics = [...new Set(points.map(({ metric }) => metric))]
  const groups = [...new Set(points.map(({ group }) => group))]
  const values = points.map((point) => ({
    ...point,
    row: point.group,
    from: point.lower ?? point.value,
    to: point.upper ?? point.value,
    said: signed(100 * point.value, 0),
    standing: point.muted ? 'muted' : isApart(point) ? 'apart' : 'alike',
  }))
  const domain = domainAround(values.flatMap(({ from, to }) => [from, to]))
  return chartFigure({
    title: finding(points),
    subtitle: `Difference between all others and the group, in percentage points; ${reading}; ${percent(level)} intervals; ${sizes(points)}`,
    description: metrics.map((metric) => inWords(metric, points)).join(' '),
    size: { min: 300, panels: metrics.length },
    spec: {
      data: { values },
      facet: { field: 'metric', type: 'nominal', sort: metrics, title: null },
      spec: groupPanel({
        rows: groups.length,
        sort: groups,
        x: {
          title: 'others minus group',
          domain,
          labelExpr: "datum.value === 0 ? '0' : format(100 * datum.value, '+~f')",
        },
        rule: { data: { values: [{ zero: 0 }] }, field: 'zero', style: 'zero' },
        tooltip: [
          { field: 'group', title: 'group' },
          { field: 'metric', title: 'metric' },
          { field: 'value', title: 'difference', format: '+.1%' },
          { field: 'lower', title: 'from', format: '+.1%' },
          { field: 'upper', title: 'to', format: '+.1%' },
          { field: 'n', title: 'rows', format: ',' },
        ],
      }),
    },
  })
}

/** The groups have other sizes in training and test: the extremes stand here, each beside its point. */
function sizes(points: readonly GroupBiasPoint[]): string {
  const all = points.map(({ n }) => n)
  return all.length === 0
    ? 'no group'
    : `groups of ${thousands(Math.min(...all))} to ${thousands(Math.max(...all))} rows`
}

function isApart({ lower, upper }: GroupBiasPoint): boolean {
  return lower !== null && upper !== null && (lower > 0 || upper < 0)
}

function finding(points: readonly GroupBiasPoint[]): string {
  const judged = points.filter(({ muted }) => !muted)
  const [widest] = judged.filter(isApart).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  if (judged.length === 0) return 'Every group has too few rows to say how it is treated'
  if (widest === undefined) return 'No group is treated differently beyond what chance explains'
  return `${capitalize(widest.group)} stands farthest from the others: ${signed(100 * widest.value, 0)} percentage points, ${widest.metric}`
}

function inWords(metric: string, points: readonly GroupBiasPoint[]): string {
  const own = points.filter((point) => point.metric === metric)
  return `${capitalize(metric)}: ${own.map((point) => `${point.group} ${signed(100 * point.value, 0)}${stand(point.muted)}`).join(', ')}.`
}
