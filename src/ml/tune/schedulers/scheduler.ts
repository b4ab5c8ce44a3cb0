/** What a trial gave for a budget; less is better. */
export interface Evaluated {
  readonly number: number
  readonly budget: number
  readonly loss: number
}

export interface SchedulerState {
  /** How many trials there are. */
  readonly started: number
  /** All that was told, by trial and then by budget. */
  readonly evaluations: readonly Evaluated[]
  readonly running: readonly { readonly number: number; readonly budget: number }[]
}

/** What to do next: a new trial where `trial` is undefined, else more for one that there is. */
export interface Work {
  readonly trial?: number | undefined
  readonly budget: number
}

/** Decides which trials get more. It has no memory of its own: the same state gives the same work. */
export interface Scheduler {
  readonly name: string
  /** @returns undefined when nothing can be started before something else is told */
  next(state: SchedulerState): Work | undefined
}
