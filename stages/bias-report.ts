import {
  defineStage,
  didYouMean,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  model,
  optional,
  syntheticColumn,
  table,
} from 'millrace'
import { biasReport, mostProbable, reorderClasses, requireClassifier } from 'millrace/ml'
import { type JudgedMetric, metricsChart, metricsTable } from './bias-report/figures.ts'
import { type Groups, nameGroups, positiveRates, type Rates } from './bias-report/groups.ts'
import { biasReportParams } from './bias-report/params.ts'
import { writeFindings } from './bias-report/write-findings.ts'

export interface BiasReportDocument {
  readonly groups: Groups
  readonly positive: readonly string[]
  readonly level: number
  readonly observed: Rates
  readonly predicted: Rates
  readonly metrics: readonly JudgedMetric[]
}

/**
 * Asks whether a model treats two groups of rows differently: the group that may be at a disadvantage, where `facet`
 * has the value `disfavoured` (d), and all others (a). Metrics, names and signs are those of Amazon SageMaker Clarify.
 *
 * Of the labels of the training rows as they were observed (wire them from the split, not from a resampler): class
 * imbalance `CI`, difference in positive proportions `DPL` and the distances `KL`, `JS`, `LP`, `TVD`, `KS`. Of the
 * predictions for the test rows: `DPPL`, disparate impact `DI`, and the differences in accuracy `AD`, recall `RD` and
 * specificity `SD`. Classes in `positive` are the wanted outcome, all others are not.
 *
 * Each has a bootstrap interval, the size of both groups and how to read it; a group of fewer than 10 rows is greyed.
 * A difference is not yet an injustice: `findings` sets the gap of the predictions beside that of the outcomes.
 */
export default defineStage({
  section: 'bias',
  inputs: {
    model: model(),
    train: table({ tag: 'train' }),
    test: table({ tag: 'test' }),
    features: optional(json<FeatureList>()),
  },
  outputs: { metrics: json<BiasReportDocument>(), table: figure(), chart: figure(), findings: json<Findings>() },
  params: biasReportParams,

  async run({ inputs, params, seed }) {
    const { model: fitted, target: fittedTarget } = inputs.model
    const classifier = requireClassifier(fitted)
    const [train, test] = [await inputs.train.materialize(), await inputs.test.materialize()]
    if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
      throw new MillraceError('E_PARAMS', 'The training rows hold synthetic ones, which say nothing of the labels.', {
        hint: 'Wire `train` from the split.',
      })
    }
    const target = params.target ?? inputs.features?.target ?? fittedTarget
    const classes = params.classes ?? inputs.features?.classes ?? classifier.classes
    const { facet, positive, bootstrap } = params
    const disfavoured = [params.disfavoured].flat()
    const labelsOf = async (rows: typeof train | typeof test, column: string, known?: readonly string[]) =>
      (await rows.matrix({ features: [], target: column, classes: known })).labels

    const [learntFacet, judgedFacet] = [await labelsOf(train, facet), await labelsOf(test, facet)]
    const [learnt, actual] = [await labelsOf(train, target, classes), await labelsOf(test, target, classes)]
    const { features } = await test.matrix({
      features: classifier.featureNames,
      categories: classifier.categories,
    })
    const predicted = mostProbable(reorderClasses(classifier.predictProbability(features), classes))

    const shared = { positive, disfavoured, seed, ...bootstrap }
    const ofLabels = biasReport({ actual: learnt, facet: learntFacet, ...shared })
    const ofPredictions = biasReport({ actual, predicted, facet: judgedFacet, ...shared })
    const labelMetrics = new Set(ofLabels.map(({ metric }) => metric))
    const all: JudgedMetric[] = [
      ...ofLabels.map((metric) => ({ ...metric, of: 'training labels' as const })),
      ...ofPredictions
        .filter(({ metric }) => !labelMetrics.has(metric))
        .map((metric) => ({ ...metric, of: 'test predictions' as const })),
    ]
    const metrics = params.metrics.map((wanted) => {
      const found = all.find(({ metric }) => metric === wanted)
      if (found !== undefined) return found
      const known = all.map(({ metric }) => metric)
      throw new MillraceError('E_PARAMS', `There is no bias metric "${wanted}".`, { hint: didYouMean(wanted, known) })
    })

    const values = [...new Set([...learntFacet.classes, ...judgedFacet.classes])]
    const groups = nameGroups(facet, values, disfavoured, params.labels)
    const observed = positiveRates(actual, judgedFacet, positive, disfavoured)
    const given = positiveRates(predicted, judgedFacet, positive, disfavoured)
    return {
      metrics: { groups, positive, level: bootstrap.level, observed, predicted: given, metrics: metrics.map(asJson) },
      table: metricsTable(metrics, groups, bootstrap.level),
      chart: metricsChart(metrics, groups, actual.codes.length),
      findings: writeFindings({ metrics, groups, observed, predicted: given }, params),
    }
  },
})

/** JSON has no infinity: Clarify writes it as text, here it is null with the reason. */
function asJson(metric: JudgedMetric): JudgedMetric {
  const finite = (value: number) => Number.isFinite(value)
  const interval = metric.interval?.every(finite) ? metric.interval : null
  if (metric.value === null || finite(metric.value)) return { ...metric, interval }
  return {
    ...metric,
    interval,
    value: null,
    error: `The value is ${metric.value > 0 ? 'infinite' : 'minus infinite'}.`,
  }
}
