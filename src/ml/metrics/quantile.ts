/**
 * The quantile of sorted values at `share`, between neighbours by straight lines: place `share · (n - 1)`.
 *
 * Source: Hyndman and Fan (1996), type 7; NumPy's default. O(1).
 * @param sorted upwards, at least one
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  // Also where both are infinite.
  return below === above ? below : below + (above - below) * (place - Math.floor(place))
}
