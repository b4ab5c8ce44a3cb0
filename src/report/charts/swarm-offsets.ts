/**
 * Where points of one row of a beeswarm stand beside its middle line, so that those of nearly the same value lie side by side
 * and not on one another: points are sorted into bins, and each bin fills from the middle outwards, above and below in turn.
 * The fullest bin decides how far apart they are, so that rows with many points grow dense and never leave their band.
 * O(n). Points fill a bin in the order in which they come: in that of their values each bin would be an arrow.
 * @param span of all rows' values, so that bins are equally wide everywhere
 * @returns one a value, from -1 to 1
 */
export function swarmOffsets(values: readonly number[], span: readonly [number, number], bins = 80): number[] {
  const [low, high] = span
  const width = (high - low) / bins || 1
  const filled = new Map<number, number>()
  const places = values.map(() => 0)
  let most = 1
  for (const [i, value] of values.entries()) {
    const bin = Math.round((value - low) / width)
    const before = filled.get(bin) ?? 0
    filled.set(bin, before + 1)
    // 0, 1, -1, 2, -2, …
    places[i] = before % 2 === 1 ? (before + 1) / 2 : -before / 2
    most = Math.max(most, Math.abs(places[i]!))
  }
  // A few points stand close together, not spread over the whole band.
  const unit = Math.max(most, 6)
  return places.map((place) => place / unit + 0)
}
