import {
  defineStage,
  didYouMean,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  many,
  model,
  optional,
  table,
} from 'millrace'
import { requireClassifier } from 'millrace/ml'
import { comparisonFigure, confusionFigure, reliabilityFigure, rocFigure } from './evaluate/charts.ts'
import { type Comparison, compare } from './evaluate/compare.ts'
import { gainFigure, precisionRecallFigure, thresholdFigure } from './evaluate/curves.ts'
import { type Forecast, featuresFor, forecastOfColumns, forecastOfModel } from './evaluate/forecast.ts'
import { metricsTable } from './evaluate/metrics-table.ts'
import { naiveBaselines, naiveTitle } from './evaluate/naive-baselines.ts'
import { evaluateParams } from './evaluate/params.ts'
import { predictionTable } from './evaluate/predictions.ts'
import { resamplingTwins, type Twins } from './evaluate/resampling-twins.ts'
import { type Score, score } from './evaluate/score.ts'
import { wiresInOrder } from './evaluate/wires-in-order.ts'
import { writeFindings } from './evaluate/write-findings.ts'

export interface Evaluation {
  readonly n: number
  readonly classes: readonly string[]
  readonly scores: readonly Score[]
  /** Each model minus each baseline, below 0 where the model is better. */
  readonly differences: readonly Comparison[]
  /** Each model with synthetic training rows minus the same one without. */
  readonly resampling: readonly (Twins & { readonly comparison: Comparison })[]
}

/**
 * Judges models of classes on the test rows, beside baselines on the same rows. Models of numbers are judged by
 * `evaluate-regression`.
 *
 * `models` and `baselines` are any number of labelled models; with `train` wired (rows as they were observed) the stage
 * makes naive baselines itself: the class frequencies, and those by the values of `group`, such as home and away.
 * `probabilityColumns` makes further ones of columns of the test table, such as bookmakers' probabilities, where rows with
 * NULL are left out of that comparison and counted. Class order comes from `classes` or the feature list: RPS depends on
 * it. `weight` names a column of weights, by which every metric, curve and interval then counts rows.
 *
 * `metrics` has, for each: accuracy, balanced accuracy, Matthews' correlation, Cohen's kappa, precision, recall, F1 and
 * F-beta by class and averaged; log loss (natural logarithm, clipped at `clip`, with the number of exact zeros and of
 * clipped rows), the Brier score summed over classes and, of two classes, of one probability; RPS; ROC AUC one-vs-rest and
 * one-vs-one, average precision, top-k accuracy; the expected calibration error with its bins; and each model minus each
 * baseline with an interval from a paired bootstrap over rows. `findings` says the same in sentences, and when the rows
 * cannot tell the models apart. Two models that differ only in synthetic training rows are set against one another: what
 * they bought, what they cost.
 *
 * `predictions` are the test rows with the predicted class and all probabilities of each model. `comparison`,
 * `metricsTable`, `confusion`, `roc`, `precisionRecall`, `gain`, `thresholds` and `reliability` are to be looked at.
 */
export default defineStage({
  section: 'evaluation',
  inputs: {
    models: many(model()),
    baselines: optional(many(model())),
    test: table({ tag: 'test' }),
    train: optional(table({ tag: 'train' })),
    features: optional(json<FeatureList>()),
  },
  outputs: {
    metrics: json<Evaluation>(),
    predictions: table({ tagFrom: 'test' }),
    findings: json<Findings>(),
    comparison: figure(),
    metricsTable: figure(),
    confusion: figure(),
    roc: figure(),
    reliability: figure(),
    precisionRecall: figure(),
    gain: figure(),
    thresholds: figure(),
  },
  params: evaluateParams,

  async run({ inputs, params, seed }) {
    const modelWires = wiresInOrder(inputs.models, params.headline.model)
    const wired = [...modelWires, ...wiresInOrder(inputs.baselines ?? {}, params.headline.baseline)]
    const [first] = modelWires
    if (first === undefined) throw new MillraceError('E_MISSING_INPUT', 'No model is wired to `models`.')
    const test = await inputs.test.materialize()
    const n = await test.count()
    if (n === 0) throw new MillraceError('E_ML_EMPTY', 'The test table has no rows.')
    const target = params.target ?? inputs.features?.target ?? first[1].target
    const classes = params.classes ?? inputs.features?.classes ?? requireClassifier(first[1].model).classes
    requireKnown(params.positive, classes)
    const { labels: actual } = await test.matrix({ features: [], target, classes })
    const weights = params.weight === undefined ? undefined : await test.values(params.weight)
    if (inputs.train !== undefined) wired.push(...(await naiveBaselines(inputs.train, target, classes, params)))

    const named = (label: string) => ({ label, title: params.labels[label] ?? naiveTitle(label, params) })
    const features = await featuresFor(
      test,
      wired.map(([, bundle]) => bundle),
    )
    const forecasts: Forecast[] = wired.map(([label, bundle], i) => ({
      ...named(label),
      role: i < modelWires.length ? 'model' : 'baseline',
      ...forecastOfModel(bundle, features, actual),
    }))
    for (const [label, columns] of wiresInOrder(params.probabilityColumns)) {
      forecasts.push({ ...named(label), role: 'baseline', ...(await forecastOfColumns(label, columns, test, actual)) })
    }
    const repeated = forecasts.find(({ label }, i) => forecasts.findIndex((other) => other.label === label) < i)
    if (repeated !== undefined) {
      throw new MillraceError('E_PARAMS', `The label "${repeated.label}" is given to two models or baselines.`)
    }

    const judged = forecasts.map((unweighted) => {
      const sampleWeight = weights && Float64Array.from(unweighted.rows, (row) => weights[row] as number)
      const forecast = { ...unweighted, sampleWeight }
      return { ...forecast, ...score(forecast, params, seed) }
    })
    const scores = judged.map((one) => one.score)
    const models = judged.filter(({ role }) => role === 'model')
    const baselines = judged.filter(({ role }) => role === 'baseline')
    const differences = models.flatMap((one) =>
      baselines.map((baseline) => compare(one, baseline, params.bootstrap, seed)),
    )
    const resampling = resamplingTwins(models).flatMap((twins) => {
      const [resampled, plain] = [twins.resampled, twins.plain].map((label) =>
        models.find((one) => one.label === label),
      )
      if (resampled === undefined || plain === undefined) return []
      return [{ ...twins, comparison: compare(resampled, plain, params.bootstrap, seed) }]
    })
    return {
      metrics: { n, classes, scores, differences, resampling },
      predictions: predictionTable(test, models),
      findings: writeFindings({ scores, comparisons: differences, twins: resampling, n }, params),
      comparison: comparisonFigure(scores, differences, params),
      metricsTable: metricsTable(scores, params),
      confusion: confusionFigure(models),
      roc: rocFigure(models),
      reliability: reliabilityFigure(models, params),
      precisionRecall: precisionRecallFigure(models, params),
      gain: gainFigure(models, params),
      thresholds: thresholdFigure(models, params),
    }
  },
})

function requireKnown(positive: string | undefined, classes: readonly string[]): void {
  if (positive === undefined || classes.includes(positive)) return
  throw new MillraceError('E_PARAMS', `positive is "${positive}", which is no class.`, {
    hint: didYouMean(positive, classes),
  })
}
