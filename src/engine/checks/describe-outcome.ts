import type { CheckOutcome } from './outcome.ts'

/** `table rows: 3 rows; expected at least 4 rows`. */
export function describeOutcome({ name, seen, expected }: CheckOutcome): string {
  return `${name}: ${seen}; expected ${expected}`
}
