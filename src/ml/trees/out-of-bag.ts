import type { FloatArray, Labels } from '../../base/matrix.ts'
import { addTreeFrequencies, type DecisionTree } from './decision-tree.ts'

export interface OutOfBag {
  /** Share of the judged rows whose most probable class is the right one; NaN when no row was judged. */
  readonly accuracy: number
  /** Rows that at least one tree did not see. */
  readonly judged: number
  /** Row-major, rows x classes; NaN in rows that every tree has seen. */
  readonly probabilities: Float64Array
}

/**
 * Gathers, tree by tree, the predictions for rows outside the tree's bootstrap sample: an estimate of the accuracy on
 * new rows without setting rows aside. With few trees some rows are seen by all of them and stay unjudged.
 *
 * Source: Breiman, "Out-of-bag estimation" (1996). O(rows · depth) a tree.
 */
export function createOutOfBag(columns: readonly FloatArray[], labels: Labels) {
  const { codes } = labels
  const classCount = labels.classes.length
  const sums = new Float64Array(codes.length * classCount)
  const seenBy = new Int32Array(codes.length)

  return {
    add(tree: DecisionTree, weights: Float64Array): void {
      const outside = Int32Array.from(weights.keys()).filter((row) => weights[row] === 0)
      addTreeFrequencies(tree, columns, classCount, sums, outside)
      for (const row of outside) seenBy[row]!++
    },
    finish(): OutOfBag {
      const probabilities = sums.map((sum, i) => sum / seenBy[Math.floor(i / classCount)]!)
      let judged = 0
      let right = 0
      for (let row = 0; row < codes.length; row++) {
        if (seenBy[row] === 0) continue
        judged++
        const own = sums.subarray(row * classCount, (row + 1) * classCount)
        if (own.indexOf(Math.max(...own)) === codes[row]) right++
      }
      return { accuracy: right / judged, judged, probabilities }
    },
  }
}
