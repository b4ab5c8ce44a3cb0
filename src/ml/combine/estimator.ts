import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Classifier, Regressor } from '../model.ts'

/** A learner with its options, ready to be fitted: what voting and stacking are made of. */
export interface Estimator<Target extends Labels | Float64Array> {
  /** Its own among the others; features of a final learner are named by it. */
  readonly name: string
  fit(features: Matrix, target: Target, options: FitOptions): Promise<Target extends Labels ? Classifier : Regressor>
}

/** @throws E_ML_PARAMETER for none, or for two of one name */
export function requireEstimators(estimators: readonly { readonly name: string }[]): void {
  if (estimators.length === 0) {
    throw new MillraceError('E_ML_PARAMETER', 'There are no estimators.', { hint: 'Give at least one learner.' })
  }
  const names = estimators.map(({ name }) => name)
  const twice = names.find((name, e) => names.indexOf(name) !== e)
  if (twice === undefined) return
  throw new MillraceError('E_ML_PARAMETER', `Two estimators are called "${twice}".`, {
    hint: 'Give each its own name.',
  })
}

/** One weight an estimator, from 0, some above. @returns them divided by their sum; equal ones without any */
export function estimatorWeights(weights: readonly number[] | undefined, count: number): Float64Array {
  if (weights === undefined) return new Float64Array(count).fill(1 / count)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (weights.length !== count || !weights.every((weight) => weight >= 0) || !(total > 0 && Number.isFinite(total))) {
    throw new MillraceError('E_ML_PARAMETER', `weights are [${weights.join(', ')}] for ${count} estimators.`, {
      hint: 'Give one number from 0 for each, and one above 0.',
    })
  }
  return Float64Array.from(weights, (weight) => weight / total)
}

/** All features that some of the models were fitted on, each once. */
export function featuresOf(models: readonly { readonly featureNames: readonly string[] }[]): string[] {
  return [...new Set(models.flatMap(({ featureNames }) => featureNames))]
}

/**
 * The weighted mean of the models' importances, by feature; undefined when one of them has none.
 * @param weights sum to 1
 */
export function meanImportance(
  models: readonly { readonly featureNames: readonly string[]; importance?(): Float64Array }[],
  weights: Float64Array,
): (() => Float64Array) | undefined {
  if (!models.every(({ importance }) => importance !== undefined)) return undefined
  return () => {
    const names = featuresOf(models)
    const sum = new Float64Array(names.length)
    for (const [e, model] of models.entries()) {
      for (const [j, value] of model.importance!().entries()) {
        sum[names.indexOf(model.featureNames[j]!)]! += weights[e]! * value
      }
    }
    return sum
  }
}
