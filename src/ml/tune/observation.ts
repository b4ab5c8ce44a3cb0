import type { Params } from './space/space.ts'

/** What is known of a trial: the numbers that it gave, turned so that less is better. */
export interface Observation {
  /** From 0 in the order in which trials were asked for; below 0 for those of an earlier study. */
  readonly number: number
  readonly params: Params
  /** One an objective; all infinite for a trial that failed. */
  readonly losses: readonly number[]
  /** What it was given to reach them, where trials are given more and more. */
  readonly budget?: number | undefined
}
