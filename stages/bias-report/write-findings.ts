import type { Findings } from 'millrace'
import type { JudgedMetric } from './figures.ts'
import type { Groups, Rates } from './groups.ts'
import type { BiasReportParams } from './params.ts'

/** Distances have no direction and are never below 0, so that their intervals never hold it. */
const directed = new Set(['DPPL', 'DI', 'DCA', 'DCR', 'RD', 'SD', 'DAR', 'DRR', 'AD', 'TE'])

export interface BiasEvidence {
  readonly metrics: readonly JudgedMetric[]
  readonly groups: Groups
  readonly observed: Rates
  readonly predicted: Rates
}

/** What the metrics say in sentences; warnings are about predictions whose interval excludes equal treatment. */
export function writeFindings(
  { metrics, groups, observed, predicted }: BiasEvidence,
  params: BiasReportParams,
): Findings {
  const outcome = params.positive.join(' or ')
  const level = Number((100 * params.bootstrap.level).toFixed(1))
  const unequal = metrics.filter(
    ({ metric, of, interval, neutral }) =>
      of === 'test predictions' &&
      directed.has(metric) &&
      interval !== null &&
      (interval[0] > neutral || interval[1] < neutral),
  )
  const small = metrics.filter(({ smallSample }) => smallSample)
  const share = ({ rows, positive }: Rates['a']) => `${((100 * positive) / rows).toFixed(0)} % of ${rows}`
  const gap = ({ a, d }: Rates) => a.positive / a.rows - d.positive / d.rows
  const [before, after] = [gap(observed), gap(predicted)]
  const change =
    Math.abs(after) > Math.abs(before)
      ? 'wider than'
      : Math.abs(after) < Math.abs(before)
        ? 'narrower than'
        : 'as wide as'
  return {
    headline: `The model predicts "${outcome}" for ${share(predicted.a)} rows of the group ${groups.favoured} and for ${share(predicted.d)} of the group ${groups.disfavoured}.`,
    statements: [
      `Favoured (a): ${groups.favoured}; disfavoured (d): ${groups.disfavoured}; the facet is "${groups.facet}".`,
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
            `Predictions for ${groups.disfavoured} and ${groups.favoured} differ beyond chance (${level} % intervals without equal treatment, ${unequal[0]?.nD} and ${unequal[0]?.nA} rows): ${unequal.map(brief).join('; ')}. The outcomes differ by ${points(before)} of "${outcome}", the predictions by ${points(after)}.`,
          ]
        : []),
      ...(small.length > 0
        ? [`${small.length} of ${metrics.length} bias metrics rest on a group of fewer than 10 rows.`]
        : []),
    ],
  }
}

const number = (value: number) => value.toFixed(Math.abs(value) < 0.1 ? 3 : 2).replace('-', '−')
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
