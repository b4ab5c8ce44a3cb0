import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { ClassFrequency } from './baselines/class-frequency.ts'
import { GroupFrequency } from './baselines/group-frequency.ts'
import { ExtraTrees } from './forest/extra-trees.ts'
import { ExtraTreesRegressor } from './forest/extra-trees-regressor.ts'
import { RandomForest } from './forest/random-forest.ts'
import { RandomForestRegressor } from './forest/random-forest-regressor.ts'
import { ImputedClassifier } from './imputed-classifier.ts'
import { LogisticRegression } from './linear/logistic-regression.ts'
import type { Model } from './model.ts'
import { partFields } from './part-fields.ts'

const readers: Readonly<Record<string, (parts: unknown) => Model>> = {
  'class-frequency': (parts) => ClassFrequency.fromParts(parts),
  'extra-trees': (parts) => ExtraTrees.fromParts(parts),
  'extra-trees-regressor': (parts) => ExtraTreesRegressor.fromParts(parts),
  'group-frequency': (parts) => GroupFrequency.fromParts(parts),
  imputed: (parts) => ImputedClassifier.fromParts(parts, modelFromParts),
  'logistic-regression': (parts) => LogisticRegression.fromParts(parts),
  'random-forest': (parts) => RandomForest.fromParts(parts),
  'random-forest-regressor': (parts) => RandomForestRegressor.fromParts(parts),
}

/**
 * Reads a model of any learner from what its `toParts` gave. Predictions are the same to the last bit.
 * @throws E_ML_MODEL_FILE for parts that are damaged, of an unknown learner, or of a newer version
 * @example modelFromParts(decodeModel(bytes)).featureNames
 */
export function modelFromParts(parts: unknown): Model {
  const learner = partFields(parts).text('learner')
  const read = Object.hasOwn(readers, learner) ? readers[learner] : undefined
  if (read !== undefined) return read(parts)
  throw new MillraceError('E_ML_MODEL_FILE', `The model file is of the learner "${learner}", which is not known.`, {
    hint: didYouMean(learner, Object.keys(readers)),
  })
}
