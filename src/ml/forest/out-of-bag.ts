import type { FloatArray } from '../../base/matrix.ts'
import { createRandom } from '../../base/random.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { drawTimes } from './draw-times.ts'
import type { ForestPlan } from './forest-plan.ts'

export interface OutOfBagSums {
  /** Row-major, rows x outputs: the mean over the trees that did not draw the row; NaN where all trees did. */
  readonly means: Float64Array
  /** Rows that at least one tree did not draw. */
  readonly judged: number
}

/**
 * What the trees that did not draw a row say about it: an estimate of the errors on new rows without setting any aside.
 * With few trees some rows are drawn for all of them and stay unjudged. Each tree's draws are made again from its seed.
 *
 * Source: Breiman, "Out-of-bag estimation" (1996). O(trees · rows · depth), in the calling thread.
 */
export function predictOutOfBag(
  { feature, threshold, left, missingLeft, roots, values, outputs }: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  { rules, packed, seeds }: ForestPlan,
  weights: Float64Array | undefined,
): OutOfBagSums {
  const means = new Float64Array(rows * outputs)
  const seenBy = new Uint32Array(rows)
  const times = new Uint32Array(rows)
  for (let t = 0; t < rules.nEstimators; t++) {
    drawTimes(createRandom(seeds[t]!), rules, weights, packed?.mostTimes ?? Number.POSITIVE_INFINITY, times)
    for (let i = 0; i < rows; i++) {
      if (times[i]! > 0) continue
      let node = roots[t]!
      while (feature[node]! >= 0) {
        const value = columns[feature[node]!]![i]!
        const goesLeft = Number.isNaN(value) ? missingLeft[node] === 1 : value < threshold[node]!
        node = left[node]! + (goesLeft ? 0 : 1)
      }
      const leaf = left[node]! * outputs
      for (let k = 0; k < outputs; k++) means[i * outputs + k]! += values[leaf + k]!
      seenBy[i]!++
    }
  }
  let judged = 0
  for (let i = 0; i < rows; i++) {
    if (seenBy[i]! > 0) judged++
    for (let k = 0; k < outputs; k++) means[i * outputs + k]! /= seenBy[i]!
  }
  return { means, judged }
}
