import { fixed } from './fixed.ts'

/** As `fixed`, with a plus sign before what is above zero: for differences. */
export function signed(value: number, digits: number): string {
  const text = fixed(value, digits)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}
