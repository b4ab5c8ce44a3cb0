import { sha256 } from '../base/hash.ts'
import type { LocalStore } from '../engine/cache/local-store.ts'

/** What is remembered of a report that was written: whether it still holds, and what the list of pipelines tells of it. */
export interface ReportMemory {
  /** Of what it shows and of what draws it. */
  readonly fingerprint: string
  /** Metadata of the page as it was written. */
  readonly token: string
  readonly told: {
    readonly title: string
    readonly question?: string
    readonly headline?: string
    readonly warnings: readonly string[]
    /** Stages that gave a model card. */
    readonly modelCards: readonly string[]
  }
}

/** @param page path of the report */
export function reportMemo(store: LocalStore, page: string): string {
  return store.path('memo', `report-${sha256(page).slice(0, 16)}.json`)
}
