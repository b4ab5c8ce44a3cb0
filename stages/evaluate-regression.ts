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
  sqlName,
  Table,
  table,
} from 'millrace'
import { wiresInOrder } from './evaluate/wires-in-order.ts'
import { compare, type NumberComparison } from './evaluate-regression/compare.ts'
import { type EvaluationDocument, evaluationDocument } from './evaluate-regression/evaluation-document.ts'
import { comparisonFigure, residualFigures } from './evaluate-regression/figures.ts'
import { type NumberForecast, type Predicted, predictedByModel, withoutGaps } from './evaluate-regression/forecast.ts'
import { metricsTable } from './evaluate-regression/metrics-table.ts'
import { naiveForecasts, naiveTitle } from './evaluate-regression/naive-forecasts.ts'
import { evaluateRegressionParams } from './evaluate-regression/params.ts'
import { type NumberScore, score } from './evaluate-regression/score.ts'
import { writeFindings } from './evaluate-regression/write-findings.ts'

export interface RegressionEvaluation {
  readonly n: number
  readonly target: string
  readonly unit: string | null
  readonly scores: readonly NumberScore[]
  /** Each model minus each baseline, below 0 where the model is better. */
  readonly differences: readonly NumberComparison[]
}

/**
 * Judges models of numbers on the test rows, beside baselines on the same rows. Models of classes are judged by `evaluate`.
 *
 * `models` and `baselines` are any number of labelled models. With `train` wired (rows as they were observed) the stage
 * makes the baselines that fit the task itself: the mean, with `group` the mean by its values; with `time` the last value
 * and the drift, one step ahead, and with `season` the same season before, by the calendar, alone and moved by the last
 * change. `predictionColumns` makes further ones of columns of the test table; rows where a baseline has no number are
 * left out of its comparison and counted. `weight` names a column of weights.
 *
 * `metrics` has, for each: mean absolute error, root mean squared error and R² with bootstrap intervals, the share errors
 * MAPE and sMAPE, with `time` the scaled error (MASE: multiples of the naive error of training), explained variance,
 * median and largest error, the mean residual, pinball loss; and each model minus each baseline with an interval from
 * a paired bootstrap. `findings` says the same in sentences and warns of a model that is worse than a rule without one.
 *
 * `evaluation` has the first model's scores in the shape of SageMaker's `evaluation.json`, for conditions: `when:
 * evaluate.evaluation.regression_metrics.rmse.value < 0.5`.
 *
 * `predictions` are the test rows with the prediction and the residual of each model; `comparison`, `metricsTable`,
 * `predictedActual`, `residuals` and `residualsOver` (time, else the prediction) are to be looked at.
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
    metrics: json<RegressionEvaluation>(),
    evaluation: json<EvaluationDocument>(),
    predictions: table({ tagFrom: 'test' }),
    findings: json<Findings>(),
    comparison: figure(),
    metricsTable: figure(),
    predictedActual: figure(),
    residuals: figure(),
    residualsOver: figure(),
  },
  params: evaluateRegressionParams,

  async run({ inputs, params, seed }) {
    const modelWires = wiresInOrder(inputs.models, params.headline.model)
    const [first] = modelWires
    if (first === undefined) throw new MillraceError('E_MISSING_INPUT', 'No model is wired to `models`.')
    const test = await inputs.test.materialize()
    const n = await test.count()
    if (n === 0) throw new MillraceError('E_ML_EMPTY', 'The test table has no rows.')
    const target = params.target ?? inputs.features?.target ?? first[1].target
    const truth = await test.values(target)
    const missing = truth.findIndex((value) => !Number.isFinite(value))
    if (missing >= 0) {
      throw new MillraceError('E_TABLE_VALUE', `The target "${target}" is missing in row ${missing + 1} of the test.`, {
        hint: 'Leave out the rows without a target in an earlier stage.',
      })
    }
    const weights = params.weight === undefined ? undefined : await test.values(params.weight)
    const naive =
      inputs.train === undefined
        ? undefined
        : await naiveForecasts(await inputs.train.materialize(), test, target, params)

    const forecasts: NumberForecast[] = []
    const add = (label: string, role: 'model' | 'baseline', { predicted, rows }: Predicted) => {
      if (forecasts.some((other) => other.label === label)) {
        throw new MillraceError('E_PARAMS', `The label "${label}" is given to two models or baselines.`)
      }
      forecasts.push({
        label,
        title: params.labels[label] ?? naiveTitle(label, params),
        role,
        predicted,
        rows,
        actual: Float64Array.from(rows, (row) => truth[row] as number),
        sampleWeight: weights && Float64Array.from(rows, (row) => weights[row] as number),
      })
    }
    for (const [label, bundle] of modelWires) add(label, 'model', await predictedByModel(bundle, test))
    for (const [label, bundle] of wiresInOrder(inputs.baselines ?? {}, params.headline.baseline)) {
      add(label, 'baseline', await predictedByModel(bundle, test))
    }
    for (const [label, values] of Object.entries(naive?.forecasts ?? {}))
      add(label, 'baseline', withoutGaps(label, values))
    for (const [label, column] of wiresInOrder(params.predictionColumns)) {
      add(label, 'baseline', withoutGaps(label, await test.values(column)))
    }

    const judged = forecasts.map((forecast) => ({ ...forecast, ...score(forecast, naive?.training, params, seed) }))
    const scores = judged.map((one) => one.score)
    const models = judged.filter(({ role }) => role === 'model')
    const differences = models.flatMap((one) =>
      judged
        .filter(({ role }) => role === 'baseline')
        .map((baseline) => compare(one, baseline, params.bootstrap, seed)),
    )
    return {
      metrics: { n, target, unit: params.unit ?? null, scores, differences },
      // The model that the headline is about stands first.
      evaluation: evaluationDocument((models[0] as { readonly score: NumberScore }).score),
      predictions: predictionTable(test, models),
      findings: writeFindings(scores, differences, n, params),
      comparison: comparisonFigure(scores, differences, params),
      metricsTable: metricsTable(scores, params),
      ...residualFigures(models, await timesOf(test, params.time), target, params),
    }
  },
})

/** The test rows with all their columns and, for each model, what it predicted and by how much that is off. */
function predictionTable(test: Table<'test'>, models: readonly NumberForecast[]): Table<'test'> {
  const columns: Record<string, Float64Array> = {}
  for (const { label, predicted, actual } of models) {
    columns[`predicted_${label}`] = predicted
    columns[`residual_${label}`] = actual.map((value, i) => value - (predicted[i] as number))
  }
  const predicted = Table.from(columns).withTag('test')
  return test.sql('SELECT * FROM self POSITIONAL JOIN predicted', { predicted })
}

/** ISO texts of dates, numbers of numbers. */
async function timesOf(test: Table, time: string | undefined): Promise<readonly string[] | Float64Array | undefined> {
  if (time === undefined) return undefined
  const type = (await test.columns()).find(({ name }) => name === time)?.type ?? ''
  if (!/^(DATE|TIMESTAMP)/.test(type)) return test.values(time)
  const rows = await test.sql(`SELECT CAST(CAST(${sqlName(time)} AS TIMESTAMP) AS VARCHAR) AS at FROM self`).rows()
  return rows.map(({ at }) => String(at).replace(' ', 'T'))
}
