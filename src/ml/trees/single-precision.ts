const floats = new Float32Array(1)
const bits = new Int32Array(floats.buffer)

/** The next single above `x`, a single that is not NaN; Infinity stays. */
export function nextSingle(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return x
  // Both zeros have the same successor.
  floats[0] = x === 0 ? 0 : x
  bits[0]! += x >= 0 ? 1 : -1
  return floats[0]!
}

/** The least single that is not below `x`. For every single y, `y < x` and `y < ceilSingle(x)` are the same. */
export function ceilSingle(x: number): number {
  const nearest = Math.fround(x)
  return nearest < x ? nextSingle(nearest) : nearest
}
