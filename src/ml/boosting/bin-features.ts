import type { BoostingKernels } from '../kernels/boosting/open-boosting-kernels.ts'
import type { Member } from '../threads/program.ts'
import { type BoostingPayload, type BoostingQuestion, ownRows, type Part } from './boosting-payload.ts'
import { findCuts } from './find-cuts.ts'

type Asking = Generator<{ readonly ask: BoostingQuestion } | undefined, void, number>

/** Rows that are binned at once, so that their bins stay in the cache from column to column. */
const chunk = 1024

/**
 * Finds the cuts of all features: the caller brings samples of some columns into the block, members share them.
 * Writes `cuts` and `binCounts`. O(features · sample).
 */
export function* findAllCuts(member: Member, payload: BoostingPayload, kernels: BoostingKernels): Asking {
  const { features, sampleRows, valueBins } = payload
  const at = Math.max(1, Math.floor(payload.blockBytes / (sampleRows * 4)))
  const buffer = member.memory.buffer
  const cuts = new Float32Array(buffer, payload.cuts, features * 256)
  const binCounts = new Int32Array(buffer, payload.binCounts, features)
  for (let from = 0; from < features; from += at) {
    const to = Math.min(from + at, features)
    if (member.index === 0) yield { ask: { ask: 'sample', from, to } }
    member.barrier()
    for (let feature = from + member.index; feature < to; feature += member.count) {
      const categories = payload.parameters.categories[feature]!
      const own =
        categories > 0
          ? // One bin more, which no training row has: categories that only other rows have.
            Float32Array.from({ length: categories }, (_, c) => c + 1)
          : cutsOf(member, payload, kernels, payload.block + (feature - from) * sampleRows * 4, valueBins)
      cuts.fill(Number.POSITIVE_INFINITY, feature * 256, (feature + 1) * 256)
      cuts.set(own, feature * 256)
      binCounts[feature] = categories > 0 ? categories : own.length + 1
      yield
    }
    member.barrier()
  }
}

/** The cuts of one column of the sample. */
function cutsOf(member: Member, payload: BoostingPayload, kernels: BoostingKernels, column: number, bins: number) {
  const { sampleRows, room, roomBytes } = payload
  const buffer = member.memory.buffer
  const own = room + member.index * roomBytes
  const source = new Float32Array(buffer, column, sampleRows)
  const keys = new Uint32Array(buffer, own, sampleRows * 2)
  const count = kernels.sortColumn(column, sampleRows, own, own + sampleRows * 8, own + sampleRows * 16)
  const rows = new Uint32Array(buffer, payload.sample, sampleRows)
  const weights = payload.weights === 0 ? undefined : new Float32Array(buffer, payload.weights, payload.training.rows)
  const sorted = new Float32Array(count)
  const sortedWeights = weights === undefined ? undefined : new Float32Array(count)
  for (let i = 0; i < count; i++) {
    sorted[i] = source[keys[2 * i]!]! + 0
    if (sortedWeights !== undefined) sortedWeights[i] = weights![rows[keys[2 * i]!]!]!
  }
  return findCuts(sorted, sortedWeights, bins)
}

/**
 * Writes the bins of all rows of a set: the caller brings them block by block, members share each block. A block is some
 * rows of all features, or, of columns that are read one by one, as many whole columns as it holds: a part of one at least.
 * @returns through `board[0]`: 1 when a value is infinite
 */
export function* binRows(
  member: Member,
  payload: BoostingPayload,
  kernels: BoostingKernels,
  set: 'training' | 'evaluation',
  missingBin: number,
): Asking {
  const rowSet = payload[set]
  if (rowSet === undefined) return
  const { wide } = rowSet
  const board = new Float64Array(member.memory.buffer, payload.board, 1)
  const blockRows = Math.min(rowSet.rows, Math.floor(payload.blockBytes / (wide * 4)))
  for (let from = 0; from < payload.features; from += wide) {
    const to = Math.min(from + wide, payload.features)
    for (let begin = 0; begin < rowSet.rows; begin += blockRows) {
      const part = { begin, end: Math.min(begin + blockRows, rowSet.rows), from, to }
      if (member.index === 0) yield { ask: { ask: 'rows', set, ...part } }
      member.barrier()
      if (yield* binPart(member, payload, kernels, rowSet.bins, part, missingBin)) board[0] = 1
      member.barrier()
    }
  }
}

/** Bins the member's own rows of the block. @returns whether a value is infinite */
function* binPart(
  member: Member,
  { block, stride, cuts }: BoostingPayload,
  kernels: BoostingKernels,
  bins: number,
  { begin, end, from, to }: Part,
  missingBin: number,
): Generator<undefined, boolean, number> {
  const own = ownRows(end - begin, member.index, member.count)
  let infinite = 0
  for (let first = own.begin; first < own.end; first += chunk) {
    const last = Math.min(first + chunk, own.end)
    for (let feature = from; feature < to; feature++) {
      infinite |= kernels.binColumn(
        block + ((feature - from) * (end - begin) + first) * 4,
        last - first,
        bins + (begin + first) * stride + feature,
        stride,
        cuts + feature * 1024,
        missingBin,
      )
    }
    if (first % (32 * chunk) === 0) yield
  }
  return infinite === 1
}
