import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Labels } from '../base/matrix.ts'
import { requireFiniteValues } from './checks.ts'

/** `null`: all 1. `balanced`: rare classes weigh more. A record: a weight a class, 1 for those it does not name. */
export type ClassWeight = null | 'balanced' | Readonly<Record<string, number>>

/**
 * The weight of each class. `balanced` is `w_k = n / (K · n_k)` with n rows, K classes that occur and n_k rows of
 * class k, so that every class has the same total weight.
 *
 * Source: scikit-learn, `compute_class_weight`; King and Zeng, "Logistic regression in rare events data" (2001).
 * O(n). A class without rows has weight 1 (it weighs nothing anyhow).
 * @param counts rows, or their summed weights, a class
 * @throws E_ML_LABEL for a class that does not exist; E_ML_PARAMETER for a weight that is negative or not finite
 * @example classWeights(['a', 'b'], [1, 3], 'balanced') // [2, 0.6666666666666666]
 */
export function classWeights(
  classes: readonly string[],
  counts: ArrayLike<number>,
  classWeight: ClassWeight,
): Float64Array {
  const weights = new Float64Array(classes.length).fill(1)
  if (classWeight === null) return weights
  if (classWeight === 'balanced') {
    const present = Array.from(counts).filter((count) => count > 0)
    const total = present.reduce((sum, count) => sum + count, 0)
    for (let k = 0; k < weights.length; k++) {
      if (counts[k]! > 0) weights[k] = total / (present.length * counts[k]!)
    }
    return weights
  }
  for (const [name, weight] of Object.entries(classWeight)) {
    const k = classes.indexOf(name)
    if (k < 0) {
      throw new MillraceError('E_ML_LABEL', `classWeight names the class "${name}", which does not exist.`, {
        hint: didYouMean(name, classes),
      })
    }
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new MillraceError('E_ML_PARAMETER', `The weight of class "${name}" is ${weight}.`)
    }
    weights[k] = weight
  }
  return weights
}

/**
 * The weight of each row: its sample weight (1 without) times its class's weight. `balanced` counts rows, as
 * scikit-learn does, not sample weights. O(n).
 * @throws as `classWeights`; E_ML_SHAPE, E_ML_NOT_FINITE, E_ML_PARAMETER for bad sample weights
 */
export function rowWeights(labels: Labels, classWeight: ClassWeight, sampleWeight?: Float64Array): Float64Array {
  const { classes, codes } = labels
  if (sampleWeight !== undefined) requireSampleWeight(sampleWeight, codes.length)
  const perClass = classWeights(classes, countClasses(labels), classWeight)
  const weights = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) {
    weights[i] = (sampleWeight === undefined ? 1 : sampleWeight[i]!) * perClass[codes[i]!]!
  }
  return weights
}

/**
 * One weight a row, each finite and not negative, at least one above 0.
 * @param what there are `rows` of, in the message for another number
 * @throws E_ML_SHAPE, E_ML_NOT_FINITE, E_ML_PARAMETER, E_ML_EMPTY
 */
export function requireSampleWeight(sampleWeight: Float64Array, rows: number, what = 'labels'): void {
  if (sampleWeight.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} ${what} but ${sampleWeight.length} sample weights.`)
  }
  requireFiniteValues('sample weights', sampleWeight)
  const negative = sampleWeight.findIndex((weight) => weight < 0)
  if (negative >= 0) {
    throw new MillraceError('E_ML_PARAMETER', `The sample weight of row ${negative + 1} is ${sampleWeight[negative]}.`)
  }
  if (!sampleWeight.some((weight) => weight > 0)) {
    throw new MillraceError('E_ML_EMPTY', 'All sample weights are 0: there is nothing to learn from.')
  }
}

/** Rows a class, in the order of `classes`. O(n). */
export function countClasses(labels: Labels): Float64Array {
  const counts = new Float64Array(labels.classes.length)
  const { codes } = labels
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  return counts
}
