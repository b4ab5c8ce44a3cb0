import { isMillraceError, MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { pickRows, pickTarget } from '../combine/pick-rows.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { Model, Probabilities } from '../model.ts'
import { requireClassifier, requireRegressor } from '../require-task.ts'
import { requireValidation } from './require-validation.ts'
import {
  type CrossValidation,
  isLabels,
  type ModelFor,
  type PredictedFor,
  predictedValues,
  type ScoreSummary,
  type Target,
  type Validated,
  type ValidatedFold,
} from './validation.ts'

/**
 * Fits a model on the training rows of each fold and judges it on the tested ones. `fit` gets copies of its own rows only:
 * what resamples, scales or chooses inside of it cannot leak.
 *
 * Source: scikit-learn `cross_validate` and `cross_val_predict`; Stone, "Cross-validatory choice" (1974).
 * O(folds · (fit + predict)), one fold after another: learners have threads of their own.
 *
 * @throws as `requireValidation`; what `fit` throws; E_ML_TASK for a model of the other kind; what a metric throws, with the
 *   fold and the metric named; `signal.reason`
 * @example
 * await crossValidate({
 *   features,
 *   target: labels,
 *   split: stratifiedKFold(labels, { nSplits: 5, seed: 1 }),
 *   fit: async ({ features, target }) => {
 *     const grown = await smote(features, target, { seed: 1 })
 *     return RandomForest.fit(grown.features, grown.labels, { seed: 1 })
 *   },
 *   metrics: { logLoss: (actual, predicted) => logLoss(actual, predicted).value },
 * })
 */
export async function crossValidate<T extends Target>(validation: CrossValidation<T>): Promise<Validated<T>> {
  requireValidation(validation)
  const { features, target, split, metrics, keepModels = false, signal, progress } = validation
  const folds: ValidatedFold<T>[] = []
  for (const [fold, { train, test }] of split.entries()) {
    signal?.throwIfAborted()
    const learnt = { features: pickRows(features, train), target: pickTarget(target, train), rows: train }
    const model = await validation.fit({ ...learnt, fold, signal })
    signal?.throwIfAborted()
    const predicted = predict(model, target, pickRows(features, test))
    const actual = pickTarget(target, test)
    const scores: Record<string, number> = {}
    for (const [name, metric] of Object.entries(metrics)) {
      scores[name] = named(fold, name, () => metric(actual, predicted, test))
    }
    folds.push({ train, test, predicted, scores, ...(keepModels ? { model } : {}) })
    progress?.(fold + 1, split.length)
  }
  const summaries = Object.keys(metrics).map((name) => [name, summary(folds.map(({ scores }) => scores[name]!))])
  return {
    folds,
    scores: Object.fromEntries(summaries) as Record<string, ScoreSummary>,
    outOfFold: outOfFold(features.rows, target, folds),
  }
}

function predict<T extends Target>(model: ModelFor<T>, target: T, features: Matrix): PredictedFor<T> {
  const predicted = isLabels(target)
    ? reorderClasses(requireClassifier(model as Model).predictProbability(features), target.classes)
    : requireRegressor(model as Model).predict(features)
  return predicted as PredictedFor<T>
}

/** What a metric throws, with its place: a fold may lack a class that the metric needs. */
function named(fold: number, metric: string, run: () => number): number {
  try {
    return run()
  } catch (error) {
    if (!isMillraceError(error)) throw error
    throw new MillraceError(error.code, `The metric "${metric}" of fold ${fold + 1}: ${error.message}`, {
      hint: error.hint,
      cause: error,
    })
  }
}

function summary(scores: readonly number[]): ScoreSummary {
  const values = Float64Array.from(scores)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { values, mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}

function outOfFold<T extends Target>(
  rows: number,
  target: T,
  folds: readonly ValidatedFold<T>[],
): Validated<T>['outOfFold'] {
  const width = isLabels(target) ? target.classes.length : 1
  const data = new Float64Array(rows * width)
  const tested = new Int32Array(rows)
  for (const { test, predicted } of folds) {
    const values = predictedValues(predicted as Probabilities | Float64Array).data
    for (const [i, row] of test.entries()) {
      tested[row]!++
      for (let k = 0; k < width; k++) data[row * width + k]! += values[i * width + k]!
    }
  }
  // 0 / 0 where no fold tests the row.
  for (let at = 0; at < data.length; at++) data[at]! /= tested[Math.floor(at / width)]!
  const predicted = isLabels(target) ? { rows, classes: [...target.classes], data } : data
  return { predicted: predicted as PredictedFor<T>, tested }
}
