import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import type { Overrides } from '../../engine/definition/override-params.ts'
import type { OutputSummary, RunEvent } from '../../engine/events.ts'

/** One run, as `artifacts/.store/runs/<id>.json` keeps it. Fields with a question mark came later than the format. */
export interface RunRecord {
  readonly format: 1
  readonly pipeline: string
  readonly startedAt: string
  /** Parameters that were given for this run alone. */
  readonly overrides: Overrides
  readonly events: readonly RunEvent[]
  readonly id?: string
  /** As typed, where the command line started it. */
  readonly arguments?: readonly string[]
  readonly seed?: number
  readonly versions?: Readonly<Record<string, string>>
  /** Of the working tree that the pipeline stands in, where it is one. */
  readonly commit?: string
  /** Numbers in `json` outputs, by `stage.output` and the path to them. */
  readonly metrics?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** A run, told from its record. */
export interface Run {
  readonly id: string
  readonly startedAt: string
  /** Undefined where the record does not say how it ended. */
  readonly ok: boolean | undefined
  readonly interrupted: boolean
  readonly ran: number
  readonly reused: number
  readonly failed: number
  readonly seconds: number | undefined
  readonly overrides: Overrides
  readonly arguments: readonly string[] | undefined
  readonly seed: number | undefined
  readonly versions: Readonly<Record<string, string>>
  readonly commit: string | undefined
  readonly stages: Readonly<Record<string, RunStage>>
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface RunStage {
  readonly state: 'ran' | 'reused' | 'failed' | 'blocked' | 'stopped' | 'skipped'
  readonly fingerprint?: Sha256
  readonly seconds?: number
  readonly outputs?: Readonly<Record<string, OutputSummary>>
  readonly error?: ErrorDocument
}
