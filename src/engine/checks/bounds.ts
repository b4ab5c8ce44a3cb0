import type { Bounds, Scalar } from '../definition/check.ts'

/** Whether a value is what it should be. Only a number lies between bounds: null, a text and NaN do not. */
export function within(value: unknown, { min, max, equals }: Bounds<Scalar>): boolean {
  if (equals !== undefined) return value === equals
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  return (min === undefined || value >= Number(min)) && (max === undefined || value <= Number(max))
}

/** `0 to 20`, `at least 0`, `at most 20`, `exactly 38`. */
export function describeBounds({ min, max, equals }: Bounds<Scalar>): string {
  if (equals !== undefined) return `exactly ${shown(equals)}`
  if (min !== undefined && max !== undefined) return `${shown(min)} to ${shown(max)}`
  return min === undefined ? `at most ${shown(max)}` : `at least ${shown(min)}`
}

function shown(value: Scalar | undefined): string {
  return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 20 }) : String(value)
}
