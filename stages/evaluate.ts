import {
  defineStage,
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
import { type Forecast, featuresFor, forecastOfColumns, forecastOfModel } from './evaluate/forecast.ts'
import { metricsTable } from './evaluate/metrics-table.ts'
import { evaluateParams } from './evaluate/params.ts'
import { predictionTable } from './evaluate/predictions.ts'
import { resamplingTwins, type Twins } from './evaluate/resampling-twins.ts'
import { type Score, score } from './evaluate/score.ts'
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
 * Judges models on the test rows, beside baselines on the same rows.
 *
 * `models` and `baselines` are any number of labelled models; `probabilityColumns` makes further baselines of columns
 * of the test table, such as bookmakers' probabilities, where rows with NULL are left out of that comparison and
 * counted. Class order comes from `classes` or the feature list: RPS depends on it.
 *
 * `metrics` has, for each: accuracy, macro precision, recall and F1, scores by class, log loss (natural logarithm,
 * clipped at `clip`, with the number of exact zeros and of clipped rows), the Brier score summed over classes, RPS, ROC
 * AUC one-vs-rest and the expected calibration error; and each model minus each baseline with an interval from a paired
 * bootstrap over rows. `findings` says the same in sentences, and when the rows cannot tell the models apart. Two models
 * that differ only in synthetic training rows are set against one another: what they bought, what they cost.
 *
 * `predictions` are the test rows with the predicted class and all probabilities of each model. `comparison`,
 * `metricsTable`, `confusion`, `roc` and `reliability` are to be looked at.
 */
export default defineStage({
  section: 'evaluation',
  inputs: {
    models: many(model()),
    baselines: optional(many(model())),
    test: table({ tag: 'test' }),
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
  },
  params: evaluateParams,

  async run({ inputs, params, seed }) {
    const modelWires = inOrder(inputs.models, params.headline.model)
    const wired = [...modelWires, ...inOrder(inputs.baselines ?? {}, params.headline.baseline)]
    const [first] = modelWires
    if (first === undefined) throw new MillraceError('E_MISSING_INPUT', 'No model is wired to `models`.')
    const test = await inputs.test.materialize()
    const n = await test.count()
    if (n === 0) throw new MillraceError('E_ML_EMPTY', 'The test table has no rows.')
    const target = params.target ?? inputs.features?.target ?? first[1].target
    const classes = params.classes ?? inputs.features?.classes ?? requireClassifier(first[1].model).classes
    const { labels: actual } = await test.matrix({ features: [], target, classes })

    const named = (label: string) => ({ label, title: params.labels[label] ?? label })
    const features = await featuresFor(
      test,
      wired.map(([, bundle]) => bundle),
    )
    const forecasts: Forecast[] = wired.map(([label, bundle], i) => ({
      ...named(label),
      role: i < modelWires.length ? 'model' : 'baseline',
      ...forecastOfModel(bundle, features, actual),
    }))
    for (const [label, columns] of inOrder(params.probabilityColumns)) {
      forecasts.push({ ...named(label), role: 'baseline', ...(await forecastOfColumns(label, columns, test, actual)) })
    }
    const repeated = forecasts.find(({ label }, i) => forecasts.findIndex((other) => other.label === label) < i)
    if (repeated !== undefined) {
      throw new MillraceError('E_PARAMS', `The label "${repeated.label}" is given to two models or baselines.`)
    }

    const judged = forecasts.map((forecast) => ({ ...forecast, ...score(forecast, params, seed) }))
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
    }
  },
})

/** By label, the one that the headline is about first: the order of keys in the pipeline file decides nothing. */
function inOrder<T>(labelled: Readonly<Record<string, T>>, first?: string): [string, T][] {
  const rank = (label: string) => (label === first ? 0 : 1)
  return Object.entries(labelled).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
