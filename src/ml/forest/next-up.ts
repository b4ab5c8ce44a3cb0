const bits = new DataView(new ArrayBuffer(8))

/**
 * The least double above `x`, so that `value <= x` is `value < nextUp(x)`. Of infinity itself.
 * @example nextUp(1) // 1.0000000000000002
 */
export function nextUp(x: number): number {
  if (x === Number.POSITIVE_INFINITY || Number.isNaN(x)) return x
  if (x === 0) return Number.MIN_VALUE
  bits.setFloat64(0, x)
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}
