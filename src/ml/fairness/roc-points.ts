/** What a threshold does to one group's rows. */
export interface RocPoint {
  /** Rows with a score above it are positive. */
  readonly threshold: number
  readonly rates: { readonly selection: number; readonly truePositive: number; readonly falsePositive: number }
  /** Rows judged right. */
  readonly right: number
}

/**
 * Thresholds halfway between the distinct scores of some rows, with the rates that they give, from nobody positive to everybody: at most
 * `candidates`, at even steps of the rows. A rate of no rows is NaN.
 *
 * Source: the ROC curve, scikit-learn `roc_curve`, here for chosen rows. O(n log n).
 */
export function rocPoints(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
  rows: readonly number[],
  candidates: number,
): RocPoint[] {
  const order = [...rows].sort((x, y) => scores[y]! - scores[x]!)
  const positives = order.reduce((sum, i) => sum + (positive[i] !== 0 ? 1 : 0), 0)
  const negatives = order.length - positives
  const points: RocPoint[] = []
  let [tp, fp] = [0, 0]
  const add = (threshold: number) => {
    const rates = {
      selection: (tp + fp) / order.length,
      truePositive: tp / positives,
      falsePositive: fp / negatives,
    }
    points.push({ threshold, rates, right: tp + negatives - fp })
  }
  add(Number.POSITIVE_INFINITY)
  for (const [place, i] of order.entries()) {
    if (positive[i] !== 0) tp++
    else fp++
    const next = order[place + 1]
    // Rows with equal scores cannot be told apart.
    if (next !== undefined && scores[next] === scores[i]) continue
    add(next === undefined ? Number.NEGATIVE_INFINITY : (scores[i]! + scores[next]!) / 2)
  }
  if (points.length <= candidates) return points
  const last = points.length - 1
  return Array.from({ length: candidates }, (_, c) => points[Math.round((c * last) / (candidates - 1))]!)
}
