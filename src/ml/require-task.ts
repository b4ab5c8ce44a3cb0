import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Classifier, Model, Regressor } from './model.ts'

/** The model as a classifier. @throws E_ML_TASK when it predicts numbers */
export function requireClassifier(model: Model): Classifier {
  if (model.task === 'classification') return model
  throw new MillraceError('E_ML_TASK', `The model (${model.learner}) predicts numbers; classes are needed here.`, {
    hint: 'Give a model of a learner for classes, or a stage that judges numbers.',
  })
}

/** The model as a regressor. @throws E_ML_TASK when it predicts classes */
export function requireRegressor(model: Model): Regressor {
  if (model.task === 'regression') return model
  throw new MillraceError('E_ML_TASK', `The model (${model.learner}) predicts classes; numbers are needed here.`, {
    hint: 'Give a model of a learner for numbers, or a stage that judges classes.',
  })
}
