import { type GroupRates, wilsonInterval } from 'millrace/ml'
import { type ChartFigure, groupRates, type TableFigure } from 'millrace/report'
import type { FacetBias } from './judge-facet.ts'
import type { BiasReportParams } from './params.ts'

type Rate = 'selectionRate' | 'truePositiveRate' | 'falsePositiveRate' | 'falseNegativeRate' | 'accuracy'

const names: readonly (readonly [Rate, string])[] = [
  ['selectionRate', 'predicted positive'],
  ['truePositiveRate', 'true positives'],
  ['falsePositiveRate', 'false positives'],
  ['accuracy', 'accuracy'],
]

/** By group: rows, selection rate, true and false positive rate, false negative rate, accuracy; then the disparities. */
export function ratesTable(facets: readonly FacetBias[], params: BiasReportParams): TableFigure {
  const share = (value: number) => (Number.isNaN(value) ? null : value)
  const rates = (group: string, one: Omit<GroupRates, 'group'>, facet: string, muted: boolean) =>
    [
      group,
      facet,
      one.rows,
      share(one.selectionRate),
      share(one.truePositiveRate),
      share(one.falsePositiveRate),
      share(one.falseNegativeRate),
      share(one.accuracy),
    ].map((value) => ({ value, muted }))
  return {
    type: 'table',
    title: disparityTitle(facets),
    subtitle: `Rates by group on the test rows; greyed where a group has fewer than ${params.minimumGroup} rows, which then enters no difference`,
    description: facets.map(disparityWords).join(' '),
    columns: [
      { label: 'group' },
      { label: 'facet' },
      { label: 'n', align: 'right', digits: 0 },
      { label: 'selection rate', align: 'right', meaning: 'Share predicted positive.' },
      { label: 'TPR', align: 'right', meaning: 'Of positive rows, the share predicted positive.' },
      { label: 'FPR', align: 'right', meaning: 'Of negative rows, the share predicted positive.' },
      { label: 'FNR', align: 'right', meaning: 'Of positive rows, the share not predicted positive.' },
      { label: 'accuracy', align: 'right', meaning: 'Share predicted right.' },
    ],
    rows: [
      ...facets.flatMap(({ name, disparities: { groups } }) =>
        groups.map((group) => rates(group.group, group, name, group.rows < params.minimumGroup)),
      ),
      ...facets.slice(0, 1).map(({ disparities: { overall } }) => rates('all rows', overall, '', false)),
    ],
  }
}

/** The same as small multiples. */
export function ratesChart(facets: readonly FacetBias[], outcome: string, params: BiasReportParams): ChartFigure {
  const { level } = params.bootstrap
  const points = names.flatMap(([rate, named]) =>
    facets.flatMap(({ name, disparities: { groups, overall } }) =>
      groups
        .filter((group) => group.rows >= params.minimumGroup && !Number.isNaN(group[rate]))
        .map((group) => {
          const n = baseOf(rate, group)
          const [lower, upper] = wilsonInterval(Math.round(group[rate] * n), n, level)
          return {
            rate: named,
            group: facets.length > 1 ? `${name}: ${group.group}` : group.group,
            value: group[rate],
            lower,
            upper,
            overall: overall[rate],
            n,
            muted: n < params.minimumGroup,
          }
        }),
    ),
  )
  return groupRates({ points, level, outcome })
}

/** How many rows a rate is a share of. */
function baseOf(rate: Rate, { rows, positives }: GroupRates): number {
  if (rate === 'selectionRate' || rate === 'accuracy') return rows
  return rate === 'falsePositiveRate' ? rows - positives : positives
}

function disparityTitle(facets: readonly FacetBias[]): string {
  const [widest] = [...facets].sort(
    (a, b) => b.disparities.demographicParity.difference - a.disparities.demographicParity.difference,
  )
  if (widest === undefined) return 'Rates by group'
  const { difference } = widest.disparities.demographicParity
  return `Selection rates of ${widest.name} lie up to ${(100 * difference).toFixed(0)} percentage points apart`
}

/** Fairlearn's differences and ratios of a facet in a sentence. */
export function disparityWords({ name, disparities }: FacetBias): string {
  const { demographicParity, equalizedOdds, equalOpportunity, left, smallSample } = disparities
  const of = ({ difference, ratio, differenceInterval: interval }: typeof demographicParity) =>
    `difference ${difference.toFixed(3)}${interval === null ? '' : ` (${interval.map((end) => end.toFixed(3)).join(' to ')})`}, ratio ${ratio.toFixed(2)}`
  const small = left.length === 0 ? '' : ` Too few rows to be compared: ${left.join('; ')}.`
  return `${name}: demographic parity ${of(demographicParity)}; equalized odds ${of(equalizedOdds)}; equal opportunity ${of(equalOpportunity)}${smallSample ? ', on groups of too few rows' : ''}.${small}`
}
