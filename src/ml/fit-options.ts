/** What every learner's `fit` takes beside its own options. */
export interface FitOptions {
  /** One weight a row, from 0. Default: all 1. */
  readonly sampleWeight?: Float64Array | undefined
  /** Threads that share the work. Default: as many as the machine has. The model has the same bits for any number. */
  readonly threads?: number | undefined
  /** Cancels the fit, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Called now and then, such as after each tree or round. */
  readonly progress?: ((done: number, total: number) => void) | undefined
}
