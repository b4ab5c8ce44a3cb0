import type { DriftTest } from 'millrace/ml'

/** What the stage `drift` says: the table as a whole, then column by column, the strongest drift first. */
export interface DriftDocument {
  readonly referenceRows: number
  readonly currentRows: number
  /** Share of the judged columns that drifted, from 0 to 1. */
  readonly share: number
  /** From which share on the table counts as drifted. */
  readonly shareThreshold: number
  readonly drifted: boolean
  readonly columns: readonly JudgedColumn[]
  /** Columns of both tables that could not be judged, and why. */
  readonly unjudged: readonly { readonly name: string; readonly reason: string }[]
  readonly onlyInReference: readonly string[]
  readonly onlyInCurrent: readonly string[]
}

export interface JudgedColumn {
  readonly name: string
  readonly role: 'feature' | 'target' | 'prediction'
  readonly test: DriftTest
  /** A p-value (small: drift) or a distance (large: drift), as `measure` says. */
  readonly score: number
  readonly measure: 'p-value' | 'distance'
  readonly threshold: number
  readonly drifted: boolean
  /** How far beyond its threshold, on one scale for all tests: 1 is the threshold, above it is drift. */
  readonly strength: number
  /** Share of rows with a value. */
  readonly completeness: { readonly reference: number; readonly current: number }
  /** Share of the current values that no row of the reference has; for categories. */
  readonly unseen: number
}

/**
 * Scores of all tests on one scale: a distance over its threshold, or the logarithm of a p-value over that of its
 * threshold. 1 is the threshold, 2 is twice the distance or the square of the p-value. From 0.01 to 100.
 */
export function strengthOf(score: number, threshold: number, measure: 'p-value' | 'distance'): number {
  const ratio =
    measure === 'distance'
      ? score / Math.max(threshold, 1e-12)
      : Math.log(Math.max(score, 1e-300)) / Math.log(threshold)
  return Number.isFinite(ratio) ? Math.min(100, Math.max(0.01, ratio)) : 100
}
