import { Worker } from 'node:worker_threads'
import { predictionThreadSource } from '../generated/prediction-thread-program.ts'
import type { MemberData } from '../threads/serve-member.ts'
import { createSharedMemory } from '../threads/shared-memory.ts'
import type { PredictionJob } from './prediction-thread.program.ts'

/** The cell of the control memory that is rung when there is a message: behind those of crews. */
const bell = 20
/** Idle threads end after this: they may hold on to the memory of models that nobody else has any more. */
const idleMs = 5000

interface PredictionThreads {
  readonly cells: Int32Array
  readonly wasm: WebAssembly.Memory
  readonly workers: Worker[]
  idle: NodeJS.Timeout | undefined
}

let threads: PredictionThreads | undefined

/** How many threads wait for work now: starting one takes longer than a small prediction. */
export function waitingThreads(): number {
  return threads?.workers.length ?? 0
}

/**
 * Starts threads where there are too few, without waiting for them: call it before what takes a while. They are kept for
 * the next prediction, do not keep the process alive, and end by themselves when they have been idle.
 */
export function startThreads(count: number): void {
  threads ??= open()
  if (threads === undefined) return
  const { workers, wasm } = threads
  while (workers.length < count) workers.push(start(wasm, workers.length))
  clearTimeout(threads.idle)
  threads.idle = setTimeout(endThreads, idleMs)
  threads.idle.unref()
}

/** Sends each job to a thread of its own. */
export function sendToThreads(jobs: readonly PredictionJob[]): void {
  startThreads(jobs.length)
  if (threads === undefined) return
  const { workers, cells } = threads
  for (const [i, job] of jobs.entries()) workers[i]!.postMessage(job)
  Atomics.add(cells, bell, 1)
  Atomics.notify(cells, bell)
}

/** Ends all threads, such as after one of them did not answer. The next prediction starts new ones. */
export function endThreads(): void {
  clearTimeout(threads?.idle)
  for (const worker of threads?.workers ?? []) void worker.terminate()
  threads = undefined
}

function open(): PredictionThreads | undefined {
  const { wasm } = createSharedMemory()
  if (wasm === undefined) return undefined
  return { cells: new Int32Array(wasm.buffer), wasm, workers: [], idle: undefined }
}

function start(wasm: WebAssembly.Memory, index: number): Worker {
  const workerData: MemberData = { index, count: 1, wasm, payload: { bell } }
  // Without the loader that the calling thread may have: the source is bundled.
  const worker = new Worker(predictionThreadSource, { eval: true, execArgv: [], workerData, name: 'millrace-predict' })
  worker.unref()
  // The caller does the work of a thread that fails; the next call has new ones.
  worker.on('error', endThreads)
  return worker
}
