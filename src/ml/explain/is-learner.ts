import type { Model } from '../model.ts'

/**
 * Whether a model is of one of some learners, by their names as in `modelFromParts` and not by `instanceof`: a stage's bundle has
 * classes of its own, and the model that comes in through a port is of the engine's.
 */
export function isLearner<Kind extends Model>(model: Model, ...names: readonly Kind['learner'][]): model is Kind {
  return names.includes(model.learner)
}
