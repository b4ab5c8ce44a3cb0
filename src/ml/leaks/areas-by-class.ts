/**
 * The area under the ROC curve of each class against the rest, all from one order of the rows: the share of pairs (a row of the class, a
 * row of another) in which the first has the larger value, equal values counting half. NaN for a class of fewer than `least` rows or of all
 * but fewer than `least`.
 *
 * Source: Mann and Whitney (1947); the same number as `rocAuc` gives for each class. O(n + ties · K).
 * @param order rows by rising value, as `orderBy` gives them
 * @example areasByClass([1, 2, 3], Int32Array.of(0, 0, 1), 2, Int32Array.of(0, 1, 2)) // [0, 1]
 */
export function areasByClass(
  values: ArrayLike<number>,
  codes: Int32Array,
  classes: number,
  order: Int32Array,
  least = 1,
): Float64Array {
  const below = new Float64Array(classes)
  const here = new Float64Array(classes)
  const areas = new Float64Array(classes)
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = values[order[start]!]!
    here.fill(0)
    for (end = start; end < order.length && values[order[end]!] === value; end++) here[codes[order[end]!]!]!++
    for (let k = 0; k < classes; k++) {
      if (here[k] === 0) continue
      const othersBelow = start - below[k]!
      const othersHere = end - start - here[k]!
      areas[k]! += here[k]! * (othersBelow + othersHere / 2)
      below[k]! += here[k]!
    }
  }
  return areas.map((area, k) => {
    const others = order.length - below[k]!
    return below[k]! < least || others < least ? Number.NaN : area / (below[k]! * others)
  })
}
