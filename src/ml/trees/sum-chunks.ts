import type { EnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'
import { type EnsembleLayout, sumBlock } from './ensemble-layout.ts'

/** Rows that several threads sum together, chunk by chunk: plain numbers, which threads are told. */
export interface SumCall {
  readonly layout: EnsembleLayout
  /** Of two cells: call number and next chunk; chunks done. */
  readonly control: number
  /** 1 … 32767, another one each time. */
  readonly number: number
  readonly rows: number
  /** A multiple of `blockRows`. */
  readonly chunkRows: number
  /** Rows that are in the tile at a time: a multiple of 8. */
  readonly blockRows: number
  readonly raw: number
  readonly columnBytes: number
  readonly sums: number
  readonly base: number
  readonly width: number
}

/**
 * Takes chunks until none is left. A thread that comes late, even after the caller has gone on to another call, finds
 * another number in the control cell and touches nothing.
 */
export function sumChunks(kernels: EnsembleKernels, buffer: ArrayBufferLike, call: SumCall, tile: number): void {
  const cells = new Int32Array(buffer, call.control, 2)
  const { rows, chunkRows, blockRows, raw, columnBytes, sums, base, width } = call
  for (;;) {
    const chunk = takeChunk(cells, call)
    if (chunk < 0) return
    const end = Math.min(rows, (chunk + 1) * chunkRows)
    for (let first = chunk * chunkRows; first < end; first += blockRows) {
      const count = Math.min(blockRows, end - first)
      sumBlock(kernels, call.layout, { raw, columnBytes, first, rows: count, tile, sums, base, width })
    }
    Atomics.add(cells, 1, 1)
    Atomics.notify(cells, 1)
  }
}

/** Chunks that a call has at most: they are counted in 16 bits. */
export const mostChunks = 0xffff

function takeChunk(cells: Int32Array, { number, rows, chunkRows }: SumCall): number {
  const first = number << 16
  for (;;) {
    const seen = Atomics.load(cells, 0)
    const chunk = seen - first
    if (chunk < 0 || chunk * chunkRows >= rows) return -1
    if (Atomics.compareExchange(cells, 0, seen, seen + 1) === seen) return chunk
  }
}
