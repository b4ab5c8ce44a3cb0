import type { Evaluation } from './metric.ts'

/**
 * Area under the ROC curve with weights: the chance that a row of the second class has a greater prediction than one of
 * the first, ties counting half. NaN when a class has no weight. O(rows log rows).
 */
export function weightedAuc({ predictions, targets, weights }: Evaluation): number {
  const order = Uint32Array.from(predictions.keys()).sort((a, b) => predictions[a]! - predictions[b]! || a - b)
  let below = 0
  let positives = 0
  let area = 0
  for (let i = 0; i < order.length; ) {
    let negativeHere = 0
    let positiveHere = 0
    const value = predictions[order[i]!]!
    for (; i < order.length && predictions[order[i]!]! === value; i++) {
      const row = order[i]!
      if (targets[row] === 1) positiveHere += weights[row]!
      else negativeHere += weights[row]!
    }
    area += positiveHere * (below + negativeHere / 2)
    below += negativeHere
    positives += positiveHere
  }
  return area / (below * positives)
}
