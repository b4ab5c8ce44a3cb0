/**
 * How much room each point of a front has: over all objectives, the summed distance between its two neighbours as a share
 * of the range; infinite at the ends. O(objectives · n log n).
 *
 * Source: Deb et al., NSGA-II (2002).
 * @example crowdingDistances([[0, 2], [1, 1], [2, 0]]) // [Infinity, 2, Infinity]
 */
export function crowdingDistances(losses: readonly (readonly number[])[]): Float64Array {
  const distances = new Float64Array(losses.length)
  for (const m of losses[0]?.keys() ?? []) {
    const value = (i: number) => losses[i]![m]!
    const order = [...losses.keys()].sort((a, b) => value(a) - value(b) || a - b)
    const range = value(order.at(-1)!) - value(order[0]!)
    for (const [at, i] of order.entries()) {
      const inside = at > 0 && at < order.length - 1
      if (!inside) distances[i] = Number.POSITIVE_INFINITY
      else if (range > 0 && Number.isFinite(range))
        distances[i]! += (value(order[at + 1]!) - value(order[at - 1]!)) / range
    }
  }
  return distances
}
