import type { ParamValue } from '../tune/space/space.ts'

/** One learner with its parameters: what is tried, and what may become part of the model. Plain data. */
export interface AutoCandidate {
  /** From 0, which is the baseline that knows nothing. */
  readonly number: number
  /** Its own among the others: `boosting 2`. */
  readonly name: string
  /** A name of `learners`. */
  readonly learner: string
  readonly params: Readonly<Record<string, ParamValue>>
  /** Unsigned 32-bit: of its draws. */
  readonly seed: number
}

/** What came of a candidate. */
export interface TriedCandidate {
  readonly candidate: AutoCandidate
  /**
   * What it says of the judged rows, each by a fit that did not see it: probabilities row after row, or values. Undefined where
   * it was refused.
   */
  readonly predictions?: Float64Array | undefined
  /** Why it was refused. */
  readonly refused?: string | undefined
  /** Wall time of all its folds. It decides what a budget of seconds buys, and nothing else. */
  readonly seconds: number
}
