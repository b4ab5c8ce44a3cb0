import type { Labels, Matrix } from 'millrace'
import { type BiasMetric, biasReports, type DisparityReport, disparityReport } from 'millrace/ml'
import type { BiasReportParams } from './params.ts'
import type { ReadFacet } from './read-facets.ts'
import type { Outcome } from './read-outcome.ts'

export type JudgedMetric = BiasMetric & {
  /** The key in paths of checks: the same as `metric`. */
  readonly label: string
  readonly of: 'training labels' | 'test predictions'
}

/** Rows and positive outcomes, of a group `d` and of all others `a`. */
export interface Rates {
  readonly a: { readonly rows: number; readonly positive: number }
  readonly d: { readonly rows: number; readonly positive: number }
}

export interface GroupBias {
  /** The group that may be at a disadvantage. */
  readonly name: string
  /** Whom it is compared with. */
  readonly favoured: string
  readonly value: string
  /** What happened to the test rows, and what was predicted. */
  readonly observed: Rates
  readonly predicted: Rates
  readonly metrics: readonly JudgedMetric[]
}

export interface FacetBias {
  readonly name: string
  readonly groups: readonly GroupBias[]
  /** Fairlearn's differences and ratios, and the rates of each group. */
  readonly disparities: DisparityReport
}

/** The rows of one side, with their groups. */
export interface Side {
  readonly outcome: Labels
  readonly facets: readonly ReadFacet[]
  readonly subgroup: Labels | undefined
}

/**
 * All metrics of all facets: those of labels by the training rows, those of predictions by the test rows. A group that
 * one side lacks has the metrics of the other only.
 */
export function judgeFacets(
  learnt: Side,
  judged: Side & { readonly predicted: Labels; readonly features: Matrix | undefined },
  { positive, continuous }: Outcome,
  params: BiasReportParams,
  seed: number,
): FacetBias[] {
  const { sign, minimumGroup, bootstrap } = params
  const shared = { positive, continuous, sign, minimumGroup, seed, ...bootstrap }
  const comparisonsOf = ({ facets }: Side) =>
    facets.flatMap(({ labels, comparisons }) =>
      comparisons.map(({ values }) => ({ facet: labels, disfavoured: values })),
    )
  const reportsOf = (side: Side, rest: object) =>
    biasReports({ actual: side.outcome, comparisons: comparisonsOf(side), subgroup: side.subgroup, ...rest, ...shared })
  const ofLabels = reportsOf(learnt, {})
  const ofPredictions = reportsOf(judged, { predicted: judged.predicted, features: judged.features })
  const labelNames = new Set(ofLabels.flat().map(({ metric }) => metric))

  let [k, l] = [0, 0]
  const byGroup = new Map<string, JudgedMetric[]>()
  for (const { name, comparisons } of learnt.facets) {
    for (const { group } of comparisons) {
      const metrics = (ofLabels[l++] ?? []).map((one) => ({
        ...one,
        label: one.metric,
        of: 'training labels' as const,
      }))
      byGroup.set(JSON.stringify([name, group]), metrics)
    }
  }
  return judged.facets.map(({ name, labels, comparisons }) => ({
    name,
    groups: comparisons.map(({ group, favoured, values }): GroupBias => {
      const predictions = (ofPredictions[k++] ?? [])
        .filter(({ metric }) => !labelNames.has(metric))
        .map((one) => ({ ...one, label: one.metric, of: 'test predictions' as const }))
      return {
        name: group,
        favoured,
        value: values.join(','),
        observed: ratesOf(judged.outcome, labels, positive, values),
        predicted: ratesOf(judged.predicted, labels, positive, values),
        metrics: [...(byGroup.get(JSON.stringify([name, group])) ?? []), ...predictions],
      }
    }),
    disparities: disparityReport({
      actual: judged.outcome,
      predicted: judged.predicted,
      facet: labels,
      positive,
      method: params.disparities,
      aggregate: params.odds,
      minimumGroup,
      seed,
      ...bootstrap,
    }),
  }))
}

function ratesOf(outcome: Labels, facet: Labels, positive: readonly string[], disfavoured: readonly string[]): Rates {
  const counts = { a: { rows: 0, positive: 0 }, d: { rows: 0, positive: 0 } }
  const ofD = facet.classes.map((value) => disfavoured.includes(value))
  const isPositive = outcome.classes.map((value) => positive.includes(value))
  facet.codes.forEach((code, i) => {
    const group = ofD[code] === true ? counts.d : counts.a
    group.rows += 1
    if (isPositive[outcome.codes[i] as number] === true) group.positive += 1
  })
  return counts
}
