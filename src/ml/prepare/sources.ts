import type { FittedModel } from '../model.ts'
import type { Preparation } from './preparation.ts'

/** The feature from which a column that the model sees was made. */
export function sourceFeature(preparations: readonly Preparation[], name: string): string {
  return preparations.reduceRight((made, preparation) => preparation.sourceOf(made), name)
}

/** Those of the features that the model looks at, through its preparations. */
export function neededFeatures(
  preparations: readonly Preparation[],
  model: FittedModel,
  featureNames: readonly string[],
): string[] {
  const needed = new Set(model.featureNames.map((name) => sourceFeature(preparations, name)))
  return featureNames.filter((name) => needed.has(name))
}

/** The importance of each feature: that of the columns that were made of it, added up. */
export function sourceImportance(
  preparations: readonly Preparation[],
  model: FittedModel,
  featureNames: readonly string[],
): Float64Array {
  const sums = new Float64Array(featureNames.length)
  const values = model.importance!()
  for (const [j, name] of model.featureNames.entries()) {
    sums[featureNames.indexOf(sourceFeature(preparations, name))]! += values[j]!
  }
  return sums
}
