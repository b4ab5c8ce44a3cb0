import type { Labels } from 'millrace'
import {
  accuracy,
  balancedAccuracy,
  brierMultiClass,
  type Direction,
  logLoss,
  matthewsCorrelation,
  meanAbsoluteError,
  meanSquaredError,
  medianAbsoluteError,
  mostProbable,
  type Probabilities,
  precisionRecallF1,
  rocAucOneVsRest,
  rootMeanSquaredError,
  rps,
  rSquared,
} from 'millrace/ml'

interface Judge<Actual, Predicted> {
  readonly task: 'classification' | 'regression'
  readonly direction: Direction
  /** As a chart names it, with its unit. */
  readonly title: string
  score(actual: Actual, predicted: Predicted): number
}

export type Objective = Judge<Labels, Probabilities> | Judge<Float64Array, Float64Array>

function ofClasses(
  direction: Direction,
  title: string,
  score: (actual: Labels, predicted: Probabilities) => number,
): Objective {
  return { task: 'classification', direction, title, score }
}

function ofNumbers(
  direction: Direction,
  title: string,
  score: (actual: Float64Array, predicted: Float64Array) => number,
): Objective {
  return { task: 'regression', direction, title, score }
}

/** What a trial may be judged by; each is a mean over the folds. */
export const objectives: Readonly<Record<string, Objective>> = {
  logLoss: ofClasses('minimize', 'log loss (nats)', (actual, p) => logLoss(actual, p).value),
  brier: ofClasses('minimize', 'Brier score, summed over classes', (actual, p) => brierMultiClass(actual, p).value),
  rps: ofClasses('minimize', 'ranked probability score', (actual, p) => rps(actual, p).value),
  accuracy: ofClasses('maximize', 'accuracy', (actual, p) => accuracy(actual, mostProbable(p))),
  balancedAccuracy: ofClasses('maximize', 'balanced accuracy', (actual, p) =>
    balancedAccuracy(actual, mostProbable(p)),
  ),
  macroF1: ofClasses('maximize', 'macro F1', (actual, p) => precisionRecallF1(actual, mostProbable(p)).macro.f1),
  matthews: ofClasses('maximize', 'Matthews correlation', (actual, p) => matthewsCorrelation(actual, mostProbable(p))),
  rocAuc: ofClasses('maximize', 'area under the ROC curve, macro', (actual, p) => rocAucOneVsRest(actual, p).macro),
  rmse: ofNumbers('minimize', 'root mean squared error', rootMeanSquaredError),
  mse: ofNumbers('minimize', 'mean squared error', (actual, p) => meanSquaredError(actual, p).value),
  mae: ofNumbers('minimize', 'mean absolute error', (actual, p) => meanAbsoluteError(actual, p).value),
  medianAbsoluteError: ofNumbers('minimize', 'median absolute error', medianAbsoluteError),
  r2: ofNumbers('maximize', 'R²', rSquared),
}

export const objectiveNames = Object.keys(objectives)
