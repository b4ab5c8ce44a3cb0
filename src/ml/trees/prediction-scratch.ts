import type { FloatArray } from '../../base/matrix.ts'
import type { CompiledEnsemble } from './compile-ensemble.ts'
import { valueBytes } from './ensemble-layout.ts'
import { mostChunks, type SumCall } from './sum-chunks.ts'

/** Where rows wait to be summed, and their sums, in the memory of an ensemble. */
export interface PredictionScratch {
  /** Rows that are loaded at a time. */
  readonly capacity: number
  /** One for each thread. */
  readonly tiles: readonly number[]
  readonly sums: FloatArray
  readonly call: Omit<SumCall, 'number' | 'rows'>
  /** One a feature of the layout. */
  readonly raw: readonly FloatArray[]
}

/** Of all rows that are loaded at a time, with their sums. */
const mostLoadedBytes = 16 * 2 ** 20
/** Trees that fit into the second cache go over rows that fit into the first one; other trees over many rows each. */
const smallTreesBytes = 512 * 1024
const smallTileBytes = 16 * 1024
const largeTileBytes = 4 * 2 ** 20
const mostBlockRows = 8192
/** So that threads end at about the same time. */
const chunksPerThread = 4

/** What was taken of the memory of an ensemble. */
interface Room {
  readonly rows: number
  readonly width: number
  readonly raw: FloatArray
  readonly base: FloatArray
  readonly sums: FloatArray
  readonly control: Int32Array
  /** Rows of a tile, at most. */
  readonly tileRows: number
  readonly tiles: number[]
}

const rooms = new WeakMap<CompiledEnsemble, Room>()

/**
 * Room for a prediction in the memory of an ensemble: kept, and as large as its greatest batch so far needed it.
 * @throws E_ML_MEMORY where 32-bit addresses do not reach it
 */
export function takeScratch(
  compiled: CompiledEnsemble,
  rows: number,
  base: Float64Array,
  threads: number,
): PredictionScratch {
  const { arena, layout } = compiled
  const width = base.length
  let room = rooms.get(compiled)
  if (room === undefined || room.rows < Math.min(rows, mostRows(compiled, width)) || room.width !== width) {
    room = takeRoom(compiled, rows, width, room)
    rooms.set(compiled, room)
  }
  const { raw, sums, control, tileRows, tiles, rows: capacity } = room
  while (tiles.length < threads) {
    const values = tileRows * Math.max(1, layout.slotCount)
    tiles.push(arena.take(Uint8Array, values * valueBytes(layout)).byteOffset)
  }
  room.base.set(base)
  const share = Math.min(rows, capacity) / (threads === 1 ? 1 : threads * chunksPerThread)
  const blockRows = Math.min(tileRows, ceil8(share))
  return {
    capacity,
    tiles,
    sums,
    call: {
      layout,
      control: control.byteOffset,
      chunkRows: Math.ceil(Math.max(share, capacity / mostChunks) / blockRows) * blockRows,
      blockRows,
      raw: raw.byteOffset,
      columnBytes: capacity * valueBytes(layout),
      sums: sums.byteOffset,
      base: room.base.byteOffset,
      width,
    },
    raw: layout.features.map((_, c) => raw.subarray(c * capacity, (c + 1) * capacity)),
  }
}

function takeRoom({ arena, layout }: CompiledEnsemble, rows: number, width: number, before: Room | undefined): Room {
  const most = mostRows({ layout }, width)
  // Doubled at least: what was taken before is lost.
  const taken = Math.min(most, Math.max(ceil8(rows), before?.width === width ? 2 * before.rows : 0))
  const singles = valueBytes(layout) === 4
  const values = Math.max(1, taken * layout.features.length)
  const tileBytes = layout.bytes <= smallTreesBytes ? smallTileBytes : largeTileBytes
  const fitting = floor8(tileBytes / (Math.max(1, layout.slotCount) * valueBytes(layout)))
  return {
    rows: taken,
    width,
    raw: singles ? arena.take(Float32Array, values) : arena.take(Float64Array, values),
    base: layout.wide ? arena.take(Float64Array, width) : arena.take(Float32Array, width),
    sums: layout.wide ? arena.take(Float64Array, taken * width) : arena.take(Float32Array, taken * width),
    control: before?.control ?? arena.take(Int32Array, 2),
    tileRows: Math.min(Math.max(8, fitting), mostBlockRows, taken),
    tiles: [],
  }
}

/** Rows that may be loaded at a time. */
function mostRows({ layout }: Pick<CompiledEnsemble, 'layout'>, width: number): number {
  const rowBytes = layout.features.length * valueBytes(layout) + width * (layout.wide ? 8 : 4)
  return Math.max(8, floor8(mostLoadedBytes / rowBytes))
}

function floor8(count: number): number {
  return Math.floor(count / 8) * 8
}

function ceil8(count: number): number {
  return Math.ceil(count / 8) * 8
}
