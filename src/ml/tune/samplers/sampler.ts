import type { Observation } from '../observation.ts'
import type { CheckedSpace } from '../space/check-space.ts'
import type { Params } from '../space/space.ts'

/** All that a choice may depend on: the same request gives the same parameters. */
export interface SampleRequest {
  readonly space: CheckedSpace
  /** Unsigned 32-bit integer of the whole study. */
  readonly seed: number
  /** Of the trial that is asked for, from 0. */
  readonly number: number
  /** In ascending order of their numbers. */
  readonly observations: readonly Observation[]
  /** Trials that were asked for and not told yet, such as the others of a batch. */
  readonly pending: readonly Params[]
}

/** Chooses the parameters of trials. It has no memory of its own. */
export interface Sampler {
  readonly name: string
  /** @returns undefined when there is nothing left to try */
  sample(request: SampleRequest): Params | undefined
}
