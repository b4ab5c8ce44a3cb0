import type { Labels, Matrix } from '../../base/matrix.ts'
import type { ModelParts } from '../model.ts'

/**
 * What is done to features before a model sees them, fitted on training rows and carried with the model, so that serving
 * prepares rows as training did. A preparation takes columns by name and gives columns by name; those that it does not
 * know it hands on as they are.
 */
export interface Preparation {
  /** The name by which `preparationFromParts` finds it, such as `scaler`. */
  readonly preparation: string
  /** The columns that it changes, where they are there. */
  readonly inputNames: readonly string[]
  /** The column from which each column that it gives is made: one made of several does not exist. */
  sourceOf(outputName: string): string
  /** @throws E_ML_NOT_FINITE for an infinite value; E_ML_LABEL for a code that is not in its list of categories */
  transform(features: Matrix): Matrix
  toParts(): ModelParts
}

/** Classes or numbers: what a preparation may look at while it is fitted. */
export type Target = Labels | Float64Array

/** What is known when a preparation is fitted. */
export interface PreparationData {
  readonly features: Matrix
  readonly target: Target
  /** Rows that were observed and not made by a resampler: statistics are taken of them. All rows without it. */
  readonly observed?: Matrix | undefined
  readonly sampleWeight?: Float64Array | undefined
}

/** A preparation with its options, ready to be fitted. */
export interface PreparationStep {
  /** Fits on training rows. @returns it, and the training rows as the model is to see them in training */
  fit(data: PreparationData): { readonly preparation: Preparation; readonly features: Matrix }
}
