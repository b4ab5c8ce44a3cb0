import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { openEnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'
import type { Program } from '../threads/program.ts'
import { type SumCall, sumChunks } from './sum-chunks.ts'

/** What a prediction thread is sent. */
export interface PredictionJob {
  readonly wasm: WebAssembly.Memory
  readonly call: SumCall
  /** Room for a tile of this thread alone. */
  readonly tile: number
}

/**
 * A thread that waits for jobs. It sleeps in `Atomics.wait`, and takes its messages without an event loop, because the
 * calling thread gives none the time either. It ends when it is terminated.
 */
export const program: Program<{ readonly bell: number }, void> = function* (member, { bell }) {
  const cells = new Int32Array(member.memory.buffer)
  if (parentPort === null) return
  for (;;) {
    const rung = Atomics.load(cells, bell)
    const received = receiveMessageOnPort(parentPort) as { readonly message: PredictionJob } | undefined
    if (received === undefined) {
      Atomics.wait(cells, bell, rung)
      continue
    }
    const { wasm, call, tile } = received.message
    sumChunks(openEnsembleKernels({ buffer: wasm.buffer, wasm }), wasm.buffer, call, tile)
    yield
  }
}
