import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import type { Sha256 } from '../../base/hash.ts'
import type { Overrides } from '../../engine/definition/override-params.ts'
import type { OutputSummary, RunEvent } from '../../engine/events.ts'
import type { CheckEvidence, Evidence } from './evidence-schema.ts'

/**
 * The record of a run before there was evidence: its events. Only read any more. Fields with a question mark came later than
 * the format.
 */
export interface EventRecord {
  readonly format: 1
  readonly pipeline: string
  readonly startedAt: string
  readonly overrides: Overrides
  readonly events: readonly RunEvent[]
  readonly arguments?: readonly string[]
  readonly seed?: number
  /** `platform` is among them, as `linux-x64`. */
  readonly versions?: Readonly<Record<string, string>>
  readonly commit?: string
  readonly metrics?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** A run as `artifacts/.store/runs/<id>.json` keeps it. */
export type RunRecord = EventRecord | Evidence

/** A run, told from its record, whichever format that has. */
export interface Run {
  readonly id: string
  readonly pipeline: string
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
  /** Of Millrace and what it runs on; `platform` is among them, as `linux-x64`. */
  readonly versions: Readonly<Record<string, string>>
  readonly commit: string | undefined
  /** Whether what ran was not all in the commit; undefined where the record does not say. */
  readonly dirty: boolean | undefined
  readonly stages: Readonly<Record<string, RunStage>>
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly checks: readonly CheckEvidence[] | undefined
  /** The whole document, where the run has one. */
  readonly evidence: Evidence | undefined
}

export interface RunStage {
  readonly state: 'ran' | 'reused' | 'failed' | 'blocked' | 'stopped' | 'skipped'
  readonly fingerprint?: Sha256
  readonly seconds?: number
  readonly outputs?: Readonly<Record<string, OutputSummary>>
  readonly error?: ErrorDocument
}
