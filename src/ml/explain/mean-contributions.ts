import type { Explanation } from './explanation.ts'

/**
 * How much each feature matters to what the model says: the mean over the rows of its contribution's size, whichever way it
 * points. It says nothing of whether the model is right: see `permutationImportance`.
 *
 * Source: Lundberg et al. (2020), §"global feature importance". O(rows · outputs · features).
 * @returns `perOutput`: outputs x features; `overall`: their sum over the outputs, one a feature
 * @example meanContributions(explainModel(model, test)).overall
 */
export function meanContributions(explanation: Explanation): {
  readonly perOutput: Float64Array
  readonly overall: Float64Array
} {
  const { contributions, outputs, featureNames, rows } = explanation
  const size = outputs.length * featureNames.length
  const perOutput = new Float64Array(size)
  for (let at = 0; at < contributions.length; at++) perOutput[at % size]! += Math.abs(contributions[at]!)
  const overall = new Float64Array(featureNames.length)
  for (let at = 0; at < size; at++) {
    perOutput[at]! /= rows
    overall[at % featureNames.length]! += perOutput[at]!
  }
  return { perOutput, overall }
}
