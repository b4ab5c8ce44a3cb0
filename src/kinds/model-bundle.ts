import type { Model } from '../ml/model.ts'

/** A fitted model with what a reader, a server and an auditor need to know of it. */
export interface ModelBundle {
  readonly model: Model
  /** Name of the column that it predicts. */
  readonly target: string
  readonly training: {
    /** Digest of the content of the training table. */
    readonly digest: string
    readonly rows: number
    /** How many of them a resampler made. */
    readonly syntheticRows: number
  }
  /** The learner's parameters, defaults filled in. */
  readonly params: Readonly<Record<string, unknown>>
}
