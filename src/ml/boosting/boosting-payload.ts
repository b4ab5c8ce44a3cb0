import type { Objective } from './objective.ts'

/** What every tree is grown by: options with their defaults filled in, features by number. */
export interface TreeParameters {
  readonly eta: number
  readonly maxDepth: number
  readonly minChildWeight: number
  readonly gamma: number
  readonly lambda: number
  readonly alpha: number
  readonly maxDeltaStep: number
  readonly subsample: number
  readonly colsampleByTree: number
  readonly colsampleByLevel: number
  readonly colsampleByNode: number
  readonly growPolicy: 'depthwise' | 'lossguide'
  readonly maxLeaves: number
  /** One a feature: 1, 0 or -1. */
  readonly monotone: Int8Array
  readonly interactions: readonly (readonly number[])[]
  /** Categories of each feature; 0 for a numeric one. */
  readonly categories: Int32Array
  readonly maxCatToOnehot: number
  readonly maxCatThreshold: number
  readonly seed: number
}

/** Rows that trees are applied to: those of the training, or those of the evaluation set. Places are byte offsets. */
export interface RowSet {
  readonly rows: number
  readonly bins: number
  /** Features that are binned together: all, or, of columns that are read one by one, those that the block holds. */
  readonly wide: number
  /** Singles, `outputs` a row. */
  readonly margins: number
  /** Numbers of rows; each member owns a stretch. */
  readonly order: number
}

/** What the program is started with: numbers, and places in the shared memory (`layOutBoosting`). */
export interface BoostingPayload {
  readonly features: number
  /** Trees a round: one a class for softprob, else 1. */
  readonly outputs: number
  readonly rounds: number
  /** Trees of an earlier model that come first: tree numbers, which seed the draws, go on from there. */
  readonly treesBefore: number
  readonly objective: Objective
  readonly quantileAlpha: number
  /** The greatest weight of a row. */
  readonly heaviest: number
  readonly parameters: TreeParameters
  /** Bins a feature at most, without that of missing values. */
  readonly valueBins: number
  /** Bytes of a row of bins. */
  readonly stride: number
  readonly training: RowSet
  readonly evaluation: RowSet | undefined
  /** Singles, one a row. */
  readonly targets: number
  /** Singles, one a row; 0 when all weigh 1. */
  readonly weights: number
  /** Pairs of singles, one plane of `rows` pairs an output. */
  readonly gradients: number
  /** Singles of the matrix on their way to bins. */
  readonly block: number
  readonly blockBytes: number
  /** Rows that cuts are found from, and their numbers. */
  readonly sampleRows: number
  readonly sample: number
  /** 256 singles a feature. */
  readonly cuts: number
  /** Whole numbers of 4 bytes, one a feature. */
  readonly binCounts: number
  /** Histograms of nodes, for all members together. */
  readonly slots: number
  readonly slotCount: number
  /** Histograms of each member but the first, `batch` of them each. */
  readonly locals: number
  /** Bytes of the largest possible histogram. */
  readonly histogramBytes: number
  /** Nodes whose histograms are built between two barriers at most. */
  readonly batch: number
  /** A record of `foundBytes` for each member and node of a batch and its sibling. */
  readonly found: number
  /** Whole numbers: rows of each left child, for each member. */
  readonly counts: number
  /** One double for each member and some cells for all: see the program. */
  readonly board: number
  /** Room of each member's own, `roomBytes` each: keys, rows being parted, rows being added up. */
  readonly room: number
  readonly roomBytes: number
  /** Objective `quantile` only: the leaf of each row, and a double a leaf. */
  readonly leafOfRow: number
  readonly leafValues: number
}

/** A found split: see `findSplits`, padded, then 32 bytes of categories that go right and a byte saying whether. */
export const foundBytes = 128

/** Rows from `begin` to below `end`, features from `from` to below `to`. */
export interface Part {
  readonly begin: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** What the program asks of the caller, who has the matrices; the answer to `judge` is 1 to stop. */
export type BoostingQuestion =
  | { readonly ask: 'sample'; readonly from: number; readonly to: number }
  | (Part & { readonly ask: 'rows'; readonly set: 'training' | 'evaluation' })
  | { readonly ask: 'judge'; readonly round: number }

/** The stretch of rows that a member owns. Bounds are multiples of 64, so that no two members write to one cache line. */
export function ownRows(rows: number, index: number, count: number): { begin: number; end: number } {
  const bound = (i: number) => (i === count ? rows : Math.floor((rows * i) / count / 64) * 64)
  return { begin: bound(index), end: bound(index + 1) }
}
