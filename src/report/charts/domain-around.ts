/** An axis that holds all values and zero, with room at both sides of zero for labels beside the marks. */
export function domainAround(values: readonly number[]): readonly [number, number] {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const span = Math.max(high - low, 1e-6)
  return [Math.min(low - 0.2 * span, -0.35 * span), Math.max(high + 0.2 * span, 0.35 * span)]
}
