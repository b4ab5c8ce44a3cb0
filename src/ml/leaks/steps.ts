/** A column cut into steps, each with how often each class stands there. */
export interface Steps {
  /** Rising: the step of a value is the number of edges that are at most it. */
  readonly edges: readonly number[]
  /** Shares of the classes, step after step. */
  readonly shares: readonly Float64Array[]
}

/**
 * A small decision tree on one column: at most `2^depth` steps, cut where the Gini impurity falls most, none of fewer than two rows.
 * What it finds is what ranks miss: a class that lies in the middle, such as a draw at a goal difference of 0.
 *
 * Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984). O(depth · n · K).
 * @param order the rows to learn from, by rising value
 * @example fitSteps([1, 2, 8, 9], Int32Array.of(0, 0, 1, 1), 2, Int32Array.of(0, 1, 2, 3)).edges // [5]
 */
export function fitSteps(
  values: ArrayLike<number>,
  codes: Int32Array,
  classes: number,
  order: Int32Array,
  depth = 3,
): Steps {
  const edges: number[] = []
  const shares: Float64Array[] = []
  grow(0, order.length, depth)
  return { edges, shares }

  function grow(start: number, end: number, left: number): void {
    const cut = left === 0 ? -1 : bestCut(start, end)
    if (cut < 0) {
      shares.push(count(start, end).map((n) => (end === start ? 1 / classes : n / (end - start))))
      return
    }
    grow(start, cut, left - 1)
    const [below, above] = [values[order[cut - 1]!]!, values[order[cut]!]!]
    // The middle of two neighbours may round to the lower one.
    const middle = below + (above - below) / 2
    edges.push(middle > below ? middle : above)
    grow(cut, end, left - 1)
  }

  function count(start: number, end: number): Float64Array {
    const counts = new Float64Array(classes)
    for (let i = start; i < end; i++) counts[codes[order[i]!]!]!++
    return counts
  }

  /** Where `Σ n_k² / n` of both sides together is largest: the Gini impurity of n rows is n minus that. */
  function bestCut(start: number, end: number): number {
    const above = count(start, end)
    const below = new Float64Array(classes)
    let [squaresBelow, squaresAbove] = [0, above.reduce((sum, n) => sum + n * n, 0)]
    let [best, gain] = [-1, squaresAbove / (end - start) + 1e-9]
    for (let i = start; i < end - 2; i++) {
      const k = codes[order[i]!]!
      squaresBelow += 2 * below[k]! + 1
      squaresAbove -= 2 * above[k]! - 1
      below[k]!++
      above[k]!--
      if (i === start || values[order[i]!] === values[order[i + 1]!]) continue
      const purity = squaresBelow / (i + 1 - start) + squaresAbove / (end - i - 1)
      if (purity > gain) [best, gain] = [i + 1, purity]
    }
    return best
  }
}

/** The shares of the step that a value falls into. O(steps). */
export function sharesAt({ edges, shares }: Steps, value: number): Float64Array {
  let step = 0
  while (step < edges.length && value >= edges[step]!) step++
  return shares[step]!
}
