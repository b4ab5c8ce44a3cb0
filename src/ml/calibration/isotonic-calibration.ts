import { type CalibrationRows, type Calibrator, requireCalibrationRows } from './calibrator.ts'

export interface IsotonicCalibration extends Calibrator {
  /** Rising scores at which the curve bends. */
  readonly scores: Float64Array
  /** The probability at each: never falling. */
  readonly probabilities: Float64Array
}

/** Straight lines between the points; the ends go on level. */
export function isotonicCalibration(scores: Float64Array, probabilities: Float64Array): IsotonicCalibration {
  return {
    scores,
    probabilities,
    apply(score) {
      const last = scores.length - 1
      if (score <= scores[0]!) return probabilities[0]!
      if (score >= scores[last]!) return probabilities[last]!
      let [low, high] = [0, last]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (scores[middle]! <= score) low = middle
        else high = middle
      }
      const share = (score - scores[low]!) / (scores[high]! - scores[low]!)
      return probabilities[low]! + share * (probabilities[high]! - probabilities[low]!)
    },
  }
}

/**
 * The curve that never falls and is closest to the outcomes in weighted squares (pool adjacent violators): it follows any monotone shape,
 * and needs many rows for it, a thousand or more; with few it learns them by heart.
 *
 * Rows of equal score are pooled first. Points inside a level stretch are left out: the curve is the same without them.
 *
 * Source: Ayer et al. (1955); Zadrozny and Elkan (2002); scikit-learn, `IsotonicRegression(out_of_bounds='clip')`. O(n log n).
 * @throws as `requireCalibrationRows`
 * @example fitIsotonic({ happened: [0, 1, 0, 1], scores: [0.1, 0.2, 0.3, 0.4] }).probabilities // [0, 0.5, 0.5, 1]
 */
export function fitIsotonic(rows: CalibrationRows): IsotonicCalibration {
  const weights = requireCalibrationRows(rows)
  const { happened, scores } = rows
  const order = Int32Array.from(weights.keys())
    .filter((i) => weights[i]! > 0)
    .sort((a, b) => scores[a]! - scores[b]!)
  // Blocks of neighbours with one value; `from` and `to` are their outermost scores.
  const blocks: { from: number; to: number; sum: number; weight: number }[] = []
  for (const i of order) {
    const score = scores[i]!
    const hit = happened[i] !== 0 ? weights[i]! : 0
    const last = blocks.at(-1)
    if (last !== undefined && last.from === score) {
      last.sum += hit
      last.weight += weights[i]!
    } else blocks.push({ from: score, to: score, sum: hit, weight: weights[i]! })
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    pooled.push({ ...block })
    while (pooled.length > 1) {
      const [before, after] = [pooled.at(-2)!, pooled.at(-1)!]
      if (before.sum * after.weight < after.sum * before.weight) break
      before.sum += after.sum
      before.weight += after.weight
      before.to = after.to
      pooled.pop()
    }
  }
  const points = pooled.flatMap(({ from, to, sum, weight }) =>
    from === to
      ? [[from, sum / weight]]
      : [
          [from, sum / weight],
          [to, sum / weight],
        ],
  )
  return isotonicCalibration(
    Float64Array.from(points, (point) => point[0]!),
    Float64Array.from(points, (point) => point[1]!),
  )
}
