import { fixed } from './fixed.ts'

/** A share as `33 %`, with a space that does not break. */
export function percent(share: number, digits = 0): string {
  return `${fixed(share * 100, digits)}\u00a0%`
}
