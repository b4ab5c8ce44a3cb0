import type { KindName } from '../../engine/contracts/port.ts'
import type { Freshness } from './freshness.ts'

/** One stage, its outputs, and how it stands. */
export interface PipelineStage extends Freshness {
  /** Kinds of its outputs, by name. */
  readonly outputs: Readonly<Record<string, KindName>>
  /** The stages that it reads from. */
  readonly reads: readonly string[]
}
