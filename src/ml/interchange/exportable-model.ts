import { MillraceError } from '../../base/errors/millrace-error.ts'
import { BoostingClassifier } from '../boosting/boosting-classifier.ts'
import { BoostingRegressor } from '../boosting/boosting-regressor.ts'
import type { Model } from '../model.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import type { ExportableTrees } from './exportable-trees.ts'
import { XgboostClassifier } from './xgboost-classifier.ts'
import { XgboostRegressor } from './xgboost-regressor.ts'

/**
 * The trees of a model, as other libraries take them. Of boosting only the classes that had training rows: it has no sums
 * for others.
 * @throws E_ML_PARAMETER for a model that is not of trees
 */
export function exportableTrees(model: Model | ExportableTrees): ExportableTrees {
  if (model instanceof XgboostClassifier || model instanceof XgboostRegressor) return model
  if (model instanceof BoostingClassifier) {
    const { ensemble, featureNames, core, baseMargin } = model
    const classes = Array.from(model.present, (k) => model.classes[k]!)
    return { ensemble, featureNames, classes, objective: core.objective, baseMargins: baseMargin }
  }
  if (model instanceof BoostingRegressor) {
    const { ensemble, featureNames, core, baseMargin } = model
    return { ensemble, featureNames, objective: core.objective, baseMargins: baseMargin }
  }
  if (hasEnsemble(model)) return model
  throw new MillraceError('E_ML_PARAMETER', `A model of ${(model as Model).learner} has no trees to write.`, {
    hint: 'Forests and boosting have; take the model inside where one wraps another.',
  })
}

function hasEnsemble(model: object): model is ExportableTrees {
  const ensemble = (model as { ensemble?: Partial<TreeEnsemble> }).ensemble
  return ensemble?.roots instanceof Int32Array && ensemble.feature instanceof Int32Array
}
