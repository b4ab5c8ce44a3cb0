/** One piece of work that both sides do: a process each, on the same data. */
export interface Task {
  /** As the table prints it. */
  readonly name: string
  /** Data that it needs, by name: `data.ts` makes them. */
  readonly data: readonly string[]
  /** Script beside this file and its arguments. It prints one line, a `Sample`. */
  readonly ours: readonly string[]
  readonly reference: readonly string[]
  /** What the reference is called, such as `xgboost hist, 1 thread`. */
  readonly against?: string
  /** The largest ratio, ours / reference, that is still right; memory is 0.8 unless said otherwise. */
  readonly most: { readonly wall: number; readonly cpu?: number; readonly peak?: number }
  /** What we would like. */
  readonly aim: number
}

/** What one process measured. */
export interface Sample {
  /** Seconds of the fit or prediction alone, without start-up and reading of data. */
  readonly wall: number
  /** Processor seconds of all threads in that time. */
  readonly cpu: number
  /** The largest resident size of the process, its data included. */
  readonly peakMb: number
  /** Held-out scores by name. */
  readonly quality?: Readonly<Record<string, number>>
}
