/**
 * Clarify's division: `0 / 0` is 0, any other number over 0 is infinite. Source: amazon-sagemaker-clarify,
 * `src/smclarify/bias/metrics/common.py: divide`. O(1).
 */
export function divide(above: number, below: number): number {
  if (below !== 0) return above / below
  return above === 0 ? 0 : above > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}

/** `x - y`, and 0 where both are infinite alike: two groups that are equally beyond measure do not differ. */
export function difference(x: number, y: number): number {
  return x === y ? 0 : x - y
}
