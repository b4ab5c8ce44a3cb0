import type { Labels, Probabilities } from '../../src/ml/index.ts'
import { accuracy, logLoss, mostProbable, rocAucOneVsRest } from '../../src/ml/index.ts'

/** A score of held-out rows; `better` says which way is up. */
export interface Score {
  readonly metric: string
  readonly better: 'more' | 'less'
  readonly value: number
}

/** Both sides are scored by the same code. */
export function scoreClasses(actual: Labels, probabilities: Probabilities): Score[] {
  return [
    { metric: 'accuracy', better: 'more', value: accuracy(actual, mostProbable(probabilities)) },
    { metric: 'log loss', better: 'less', value: logLoss(actual, probabilities).value },
    { metric: 'AUC', better: 'more', value: rocAucOneVsRest(actual, probabilities).macro },
  ]
}

export function scoreNumbers(actual: Float64Array, predicted: Float64Array): Score[] {
  const squares = actual.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0)
  return [{ metric: 'RMSE', better: 'less', value: Math.sqrt(squares / actual.length) }]
}
