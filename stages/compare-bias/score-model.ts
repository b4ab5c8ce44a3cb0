import type { Labels, Matrix, ModelBundle } from 'millrace'
import { type DisparityReport, disparityReport, logLoss, reorderClasses, rocAuc, wilsonInterval } from 'millrace/ml'
import type { ReadFacet } from '../bias-report/read-facets.ts'
import type { Outcome } from '../bias-report/read-outcome.ts'
import type { CompareBiasParams } from './params.ts'

type Disparity = DisparityReport['demographicParity']

export interface ModelBias {
  /** As wired. */
  readonly label: string
  /** For reading. */
  readonly title: string
  readonly accuracy: { readonly value: number; readonly interval: readonly [number, number] }
  /** Of the positive outcome against the others; null for a model of numbers. */
  readonly auc: number | null
  readonly logLoss: number | null
  /** Share predicted positive. */
  readonly selectionRate: number
  readonly facets: readonly {
    readonly name: string
    readonly demographicParity: Disparity
    readonly equalizedOdds: Disparity
    readonly equalOpportunity: Disparity
    /** The lowest accuracy of a group that is large enough. */
    readonly worstGroup: { readonly group: string; readonly accuracy: number }
  }[]
}

interface JudgedRows {
  readonly outcome: Outcome
  readonly actual: Labels
  readonly features: Matrix
  readonly facets: readonly ReadFacet[]
}

/** How good a model is, and how far apart it treats the groups of each facet. */
export function scoreModel(
  label: string,
  title: string,
  { model }: ModelBundle,
  { outcome, actual, features, facets }: JudgedRows,
  { minimumGroup, bootstrap }: CompareBiasParams,
  seed: number,
): ModelBias {
  const predicted = outcome.predicted(features)
  const n = actual.codes.length
  const isPositive = actual.classes.map((name) => outcome.positive.includes(name))
  const right = actual.codes.reduce(
    (sum, code, i) => sum + (isPositive[code] === isPositive[predicted.codes[i] as number] ? 1 : 0),
    0,
  )
  const selected = predicted.codes.reduce((sum, code) => sum + (isPositive[code] === true ? 1 : 0), 0)
  return {
    label,
    title,
    accuracy: { value: right / n, interval: wilsonInterval(right, n, bootstrap.level) },
    ...ranking(),
    selectionRate: selected / n,
    facets: facets.map(({ name, labels: facet }) => {
      const report = disparityReport({
        actual,
        predicted,
        facet,
        positive: outcome.positive,
        minimumGroup,
        seed,
        ...bootstrap,
      })
      const large = report.groups.filter(({ rows }) => rows >= minimumGroup).sort((a, b) => a.accuracy - b.accuracy)
      const { demographicParity, equalizedOdds, equalOpportunity } = report
      const { group = '', accuracy = 0 } = large[0] ?? {}
      return { name, demographicParity, equalizedOdds, equalOpportunity, worstGroup: { group, accuracy } }
    }),
  }

  function ranking(): Pick<ModelBias, 'auc' | 'logLoss'> {
    if (model.task === 'regression') return { auc: null, logLoss: null }
    const probabilities = reorderClasses(model.predictProbability(features), actual.classes)
    const size = actual.classes.length
    const scores = Float64Array.from(actual.codes, (_, i) =>
      isPositive.reduce((sum, is, k) => sum + (is ? (probabilities.data[i * size + k] as number) : 0), 0),
    )
    const happened = actual.codes.map((code) => (isPositive[code] === true ? 1 : 0))
    return { auc: rocAuc(happened, scores), logLoss: logLoss(actual, probabilities).value }
  }
}
