import type { Explanation } from '../explain-project.ts'
import type { Freshness } from './freshness.ts'

/** Why a stage is stale, in full; see `Pipeline.explain`. */
export interface StageExplanation extends Freshness, Pick<Explanation, 'last' | 'failed' | 'because'> {
  /** Each reason with all that is known of it, as lines: import chains, digests, rows before and now. */
  readonly details: readonly string[]
}
