import type { Labels, Matrix } from 'millrace'
import {
  ClassFrequency,
  type Classifier,
  GroupFrequency,
  ImputedClassifier,
  LogisticRegression,
  MedianImputer,
  RandomForest,
} from 'millrace/ml'
import type { TrainParams } from './params.ts'

export interface TrainingData {
  readonly features: Matrix
  readonly labels: Labels
  /** Rows that were observed and not made: gaps are filled by their medians. */
  readonly observed: Matrix
}

/** Fits the learner that the parameters name. */
export async function fitLearner(
  { features, labels, observed }: TrainingData,
  params: TrainParams,
  seed: number,
  progress: (done: number, total: number) => void,
): Promise<Classifier> {
  if (params.learner === 'classFrequency') return ClassFrequency.fit(features, labels)
  if (params.learner === 'groupFrequency') return GroupFrequency.fit(features, labels, { group: params.group })
  const imputer = params.impute === 'median' ? MedianImputer.fit(observed) : undefined
  const whole = imputer?.transform(features) ?? features
  const model =
    params.learner === 'randomForest'
      ? RandomForest.fit(whole, labels, { ...params, seed, progress })
      : await LogisticRegression.fit(whole, labels, params)
  return imputer === undefined ? model : new ImputedClassifier(imputer, model)
}
