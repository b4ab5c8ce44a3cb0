import type { SourcePosition } from '../../base/errors/position.ts'
import type { Example } from '../contracts/measure.ts'
import type { Level } from '../definition/check.ts'

/** What a check came to. Everything in it follows from the outputs, so that two runs with the same results say the same. */
export interface CheckOutcome {
  readonly name: string
  readonly level: Level
  readonly ok: boolean
  /** What was measured, in words: `3 of 380 rows outside, from -2 to 25`. */
  readonly seen: string
  /** What should be: `0 to 20`. */
  readonly expected: string
  /** The output that was looked at; absent for a query. */
  readonly output?: string
  readonly column?: string
  /** Up to five rows or values that should not be there. */
  readonly examples?: readonly Example[]
  /** Where the check stands. */
  readonly at: SourcePosition
  /** When a check that holds now will fail though nothing changes: milliseconds since 1970. */
  readonly holdsUntil?: number
}
