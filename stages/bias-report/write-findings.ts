import type { Findings } from 'millrace'
import { comparisonsOf } from './figures.ts'
import type { FacetBias, GroupBias, JudgedMetric, Rates } from './judge-facet.ts'
import type { BiasReportParams } from './params.ts'
import { disparityWords } from './rate-figures.ts'

/** Distances have no direction and are never below 0, so that their intervals never hold it. */
const directed = new Set(['DPPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'TE'])

/** What the metrics say in sentences; warnings are about predictions whose interval excludes equal treatment. */
export function writeFindings(facets: readonly FacetBias[], outcome: string, params: BiasReportParams): Findings {
  const all = comparisonsOf(facets)
  const [only] = all
  return all.length === 1 && only !== undefined ? ofOne(only, outcome, params) : ofMany(facets, outcome, params)
}

const share = ({ rows, positive }: Rates['a']) => `${((100 * positive) / rows).toFixed(0)} % of ${rows}`
const gapOf = ({ a, d }: Rates) => a.positive / a.rows - d.positive / d.rows
const signWords = {
  documented: 'Signs are those of Clarify’s documentation.',
  code: 'The sign of FT and the side of thresholds are those of Clarify’s code.',
}

/** Metrics of predictions that are apart from equal treatment, on groups that are large enough. */
function unequalOf({ metrics }: GroupBias): JudgedMetric[] {
  return metrics.filter(
    ({ metric, of, interval, neutral, smallSample }) =>
      of === 'test predictions' &&
      directed.has(metric) &&
      !smallSample &&
      interval !== null &&
      (interval[0] > neutral || interval[1] < neutral),
  )
}

function ofMany(facets: readonly FacetBias[], outcome: string, params: BiasReportParams): Findings {
  const level = Number((100 * params.bootstrap.level).toFixed(1))
  const all = comparisonsOf(facets)
  const large = all.filter(({ predicted: { a, d } }) => Math.min(a.rows, d.rows) >= params.minimumGroup)
  const ranked = [...large].sort((x, y) => Math.abs(gapOf(y.predicted)) - Math.abs(gapOf(x.predicted)))
  const [widest] = ranked
  const unequal = large.filter((group) => unequalOf(group).length > 0)
  const headline =
    widest === undefined
      ? 'No group has enough rows to say how it is treated.'
      : `The model predicts "${outcome}" for ${share(widest.predicted.d)} rows of ${widest.facet} ${widest.name} and for ${share(widest.predicted.a)} of all others: the widest gap of ${large.length} groups.`
  const unfair = facets.filter(({ disparities }) => !disparities.fourFifths && !disparities.smallSample)
  const brief = ({ name, disparities }: FacetBias) => `${name} ${disparities.demographicParity.ratio.toFixed(2)}`
  return {
    headline,
    statements: [
      ...(widest === undefined
        ? []
        : [
            `What happened to them was "${outcome}" for ${share(widest.observed.d)} and ${share(widest.observed.a)}: the gap of the outcomes is ${points(gapOf(widest.observed))}, that of the predictions ${points(gapOf(widest.predicted))}.`,
          ]),
      ...facets.map(disparityWords),
      `${unequal.length} of ${large.length} groups have a directed metric whose ${level} % interval excludes equal treatment; of so many intervals some do by chance. ${signWords[params.sign]}`,
    ],
    warnings: [
      ...(unfair.length > 0
        ? [
            `The lowest selection rate is less than four fifths of the highest, by facet: ${unfair.map(brief).join(', ')}.`,
          ]
        : []),
      ...(large.length < all.length
        ? [
            `${all.length - large.length} of ${all.length} groups have fewer than ${params.minimumGroup} rows and are greyed.`,
          ]
        : []),
    ],
  }
}

function ofOne(group: GroupBias & { readonly facet: string }, outcome: string, params: BiasReportParams): Findings {
  const { facet, name, favoured, observed, predicted, metrics } = group
  const level = Number((100 * params.bootstrap.level).toFixed(1))
  const unequal = unequalOf(group)
  const small = metrics.filter(({ smallSample }) => smallSample)
  const [before, after] = [gapOf(observed), gapOf(predicted)]
  const change =
    Math.abs(after) > Math.abs(before)
      ? 'wider than'
      : Math.abs(after) < Math.abs(before)
        ? 'narrower than'
        : 'as wide as'
  return {
    headline: `The model predicts "${outcome}" for ${share(predicted.a)} rows of the group ${favoured} and for ${share(predicted.d)} of the group ${name}.`,
    statements: [
      `Favoured (a): ${favoured}; disfavoured (d): ${name}; the facet is "${facet}". ${signWords[params.sign]}`,
      `What happened was "${outcome}" for ${share(observed.a)} and ${share(observed.d)}: the gap of the predictions, ${points(after)}, is ${change} that of the outcomes, ${points(before)}.`,
      ...metrics
        .filter(({ metric }) => metric === 'DPL' || metric === 'AD')
        .flatMap((metric) => (metric.value === null ? [] : [sentence(metric, level)])),
      ...(unequal.length === 0
        ? [`No interval of a directed metric of the predictions excludes equal treatment.`]
        : []),
    ],
    warnings: [
      ...(unequal.length > 0
        ? [
            `Predictions for ${name} and ${favoured} differ beyond chance (${level} % intervals without equal treatment, ${unequal[0]?.nD} and ${unequal[0]?.nA} rows): ${unequal.map(brief).join('; ')}. The outcomes differ by ${points(before)} of "${outcome}", the predictions by ${points(after)}.`,
          ]
        : []),
      ...(small.length > 0
        ? [
            `${small.length} of ${metrics.length} bias metrics rest on a group of fewer than ${params.minimumGroup} rows.`,
          ]
        : []),
    ],
  }
}

const number = (value: number) =>
  Number.isFinite(value) ? value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace('-', '−') : `${value < 0 ? '−' : ''}∞`
const range = (interval: readonly [number, number]) => interval.map(number).join(' to ')

function brief({ metric, value, interval }: JudgedMetric): string {
  return `${metric} ${number(value ?? Number.NaN)}${interval === null ? '' : ` (${range(interval)})`}`
}

function sentence({ metric, name, of, value, interval, nA, nD }: JudgedMetric, level: number): string {
  const within = interval === null ? '' : `, ${level} % interval ${range(interval)}`
  return `${name} (${metric}) of the ${of}: ${number(value ?? Number.NaN)}${within}, on ${nA} and ${nD} rows.`
}

/** Favoured minus disfavoured. */
function points(gap: number): string {
  return `${gap < 0 ? '−' : '+'}${Math.abs(100 * gap).toFixed(0)} percentage points`
}
