import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { ClassFrequency } from './baselines/class-frequency.ts'
import { GroupFrequency } from './baselines/group-frequency.ts'
import { ImputedClassifier } from './imputed-classifier.ts'
import { jsonFields } from './json-fields.ts'
import { LogisticRegression } from './linear/logistic-regression.ts'
import type { Classifier } from './model.ts'
import { RandomForest } from './trees/random-forest.ts'

const readers: Readonly<Record<string, (json: unknown) => Classifier>> = {
  'class-frequency': (json) => ClassFrequency.fromJSON(json),
  'group-frequency': (json) => GroupFrequency.fromJSON(json),
  imputed: (json) => ImputedClassifier.fromJSON(json, modelFromJson),
  'logistic-regression': (json) => LogisticRegression.fromJSON(json),
  'random-forest': (json) => RandomForest.fromJSON(json),
}

/**
 * Reads a model of any learner from what its `toJSON` gave. Predictions are the same to the last bit.
 * @throws E_ML_MODEL_FILE for JSON that is damaged, of an unknown learner, or of a newer version
 * @example modelFromJson(JSON.parse(text)).predictProbability(features)
 */
export function modelFromJson(json: unknown): Classifier {
  const learner = jsonFields(json).text('learner')
  const read = Object.hasOwn(readers, learner) ? readers[learner] : undefined
  if (read !== undefined) return read(json)
  throw new MillraceError('E_ML_MODEL_FILE', `The model file is of the learner "${learner}", which is not known.`, {
    hint: didYouMean(learner, Object.keys(readers)),
  })
}
