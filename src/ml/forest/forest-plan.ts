import type { ForestRules } from './resolve-forest-options.ts'

/** What a forest learns, row by row: a class or a number. */
export type ForestTarget =
  | { readonly classes: number; readonly codes: Int32Array; readonly balancedSubsample: boolean }
  | { readonly classes: 0; readonly values: Float64Array }

/** What each thread needs to grow trees: rules, and where in the shared memory things lie (byte offsets). */
export interface ForestPlan {
  readonly rules: ForestRules
  readonly rows: number
  readonly columns: number
  /** 0 for numbers. */
  readonly classes: number
  readonly ranks: number
  readonly missing: number
  /** The class (Int32) or the target (Float64) of each row. */
  readonly targets: number
  /** Float64, a row's own weight; 0 where all weigh 1. */
  readonly weights: number
  /** What is taken off each target before it is summed, so that sums keep their digits: the mean of all targets. */
  readonly center: number
  readonly balancedSubsample: boolean
  /** The bits of items where keys of 32 bits can hold a rank and an item; else undefined. */
  readonly packed: { readonly itemBits: number; readonly classBits: number; readonly mostTimes: number } | undefined
  /** One a tree: its first random numbers draw its rows, the others its features and thresholds. */
  readonly seeds: Uint32Array
  /** One a thread. */
  readonly benches: readonly Workbench[]
}

/** Where a thread works: its sheet and its arrays, which no other thread touches. */
export interface Workbench {
  readonly sheet: number
  readonly entries: number
  readonly spare: number
  readonly keys: number
  readonly spareKeys: number
  readonly counters: number
  /** 0 where trees are packed. */
  readonly records: number
  readonly totals: number
  readonly left: number
  readonly features: number
  /** 0 where splits are not drawn. */
  readonly shares: number
}

/** A tree as the thread that grew it hands it over; `assemble-forest.ts` makes thresholds and an ensemble of them. */
export interface GrownTree {
  readonly tree: number
  /** The shorter types where they hold all there is: large forests wait in threads until all trees are grown. */
  readonly feature: Int32Array | Int16Array
  /** Of inner nodes the left child, of leaves the number of the leaf. */
  readonly left: Int32Array
  readonly missingLeft: Uint8Array
  /** Rows whose values the threshold lies between; `noRow` for the second where all values go left. */
  readonly lowRow: Uint32Array
  readonly highRow: Uint32Array
  /** The thresholds themselves, where they were drawn. */
  readonly cut: Float64Array | undefined
  readonly cover: Float64Array | Float32Array
  readonly values: Float64Array
  /** Share of each feature in the decrease of impurity, summing to 1; all 0 when the tree is a single leaf. */
  readonly importance: Float64Array
}

export const noRow = 0xffffffff
