import type { Arena } from '../threads/arena.ts'
import { type BoostingPayload, foundBytes, ownRows, type RowSet } from './boosting-payload.ts'

/** What sizes depend on. */
export interface BoostingSizes {
  readonly rows: number
  readonly evaluationRows: number
  /** The columns of the training rows are read one by one. */
  readonly oneByOne: boolean
  readonly features: number
  readonly outputs: number
  readonly weighted: boolean
  readonly threads: number
  readonly maxBin: number
  readonly maxDepth: number
  readonly quantile: boolean
}

type Places = Pick<
  BoostingPayload,
  | 'valueBins'
  | 'stride'
  | 'training'
  | 'evaluation'
  | 'targets'
  | 'weights'
  | 'gradients'
  | 'block'
  | 'blockBytes'
  | 'sampleRows'
  | 'sample'
  | 'cuts'
  | 'binCounts'
  | 'slots'
  | 'slotCount'
  | 'locals'
  | 'histogramBytes'
  | 'batch'
  | 'found'
  | 'counts'
  | 'board'
  | 'room'
  | 'roomBytes'
  | 'leafOfRow'
  | 'leafValues'
>

/** Up to so many rows cuts are found from all rows, beyond from a sample of so many. */
export const mostSampleRows = 131_072
const mostBlockBytes = 2 ** 20
/** Histograms are kept for later subtraction as long as they fit here; at least 4 of them. */
const slotBudget = 256 * 2 ** 20

/**
 * Lays out a fit in the arena. The greatest part is one byte a value (`stride` bytes a row) and 24 bytes a row: 10
 * million rows of 28 features take 0.6 GiB.
 * @throws E_ML_MEMORY when it does not fit
 */
export function layOutBoosting(arena: Arena, sizes: BoostingSizes): Places {
  const { rows, features, outputs, threads } = sizes
  const place = (bytes: number) => arena.take(Uint8Array, Math.ceil(bytes / 16) * 16).byteOffset
  const stride = rowStride(features)
  const valueBins = sizes.maxBin - 1
  const histogramBytes = Math.ceil(features / 4) * 4 * sizes.maxBin * 16

  const sampleRows = Math.min(rows, mostSampleRows)
  const blockBytes = Math.min(
    Math.max(rows, sizes.evaluationRows) * features * 4,
    Math.max(mostBlockBytes, sampleRows * 4, features * 4),
  )
  const own = ownRows(rows, threads - 1, threads)
  const ownEvaluation = ownRows(sizes.evaluationRows, threads - 1, threads)
  const ownMost = Math.max(own.end - own.begin, ownEvaluation.end - ownEvaluation.begin)
  const roomBytes =
    Math.ceil(Math.max(sampleRows * 16 + 8192, 256 + ownMost * 4, 32 * (stride + 16) + features, outputs * 8) / 64) * 64

  // A tree of depth d has at most 2^(d - 1) nodes whose histograms anyone needs at the same time.
  const widest = 2 ** Math.min(sizes.maxDepth === 0 ? 8 : sizes.maxDepth - 1, 8)
  const slotCount = Math.max(4, Math.min(widest, Math.floor(slotBudget / histogramBytes)))
  const batch = Math.max(1, Math.min(16, Math.floor(slotCount / 2)))

  const rowSet = (count: number, wide: number): RowSet => ({
    rows: count,
    wide,
    bins: place(count * stride),
    margins: place(count * outputs * 4),
    order: place(count * 4),
  })
  return {
    valueBins,
    stride,
    histogramBytes,
    sampleRows,
    blockBytes,
    slotCount,
    batch,
    training: rowSet(rows, sizes.oneByOne ? Math.max(1, Math.floor(blockBytes / (rows * 4))) : features),
    evaluation: sizes.evaluationRows === 0 ? undefined : rowSet(sizes.evaluationRows, features),
    targets: place(rows * 4),
    weights: sizes.weighted ? place(rows * 4) : 0,
    gradients: place(rows * outputs * 8),
    block: place(blockBytes),
    sample: place(sampleRows * 4),
    cuts: place(features * 1024),
    binCounts: place(features * 4),
    slots: place(slotCount * histogramBytes),
    locals: place((threads - 1) * batch * histogramBytes),
    found: place(threads * batch * 2 * foundBytes),
    counts: place(threads * batch * 4),
    board: place((threads + 4) * 2 * 8),
    room: place(threads * roomBytes),
    roomBytes,
    leafOfRow: sizes.quantile ? place(rows * 4) : 0,
    leafValues: sizes.quantile ? place(rows * 16) : 0,
  }
}

/** Bytes of a row: rows lie so that few of them straddle two cache lines. */
function rowStride(features: number): number {
  if (features <= 4) return 4
  if (features <= 32) return 2 ** Math.ceil(Math.log2(features))
  return Math.ceil(features / 16) * 16
}
