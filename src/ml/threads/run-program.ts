import { Worker } from 'node:worker_threads'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { answerByte, controlCellCount, controlCells } from './control-block.ts'
import { createMember } from './create-member.ts'
import type { Program } from './program.ts'
import type { MemberData, MemberMessage } from './serve-member.ts'
import type { SharedMemory } from './shared-memory.ts'

export interface RunProgramOptions<Payload, Result> {
  readonly program: Program<Payload, Result>
  /** The same program bundled for threads: `<name>Source` of `src/ml/generated`. */
  readonly source: string
  /** Copied to each thread: what is large belongs into the memory. */
  readonly payload: Payload
  readonly memory: SharedMemory
  /** 1 runs in the calling thread. Where memory cannot be shared it is always that. */
  readonly threads: number
  readonly signal?: AbortSignal | undefined
  onMessage?(message: unknown): void
  /** Answers what the program asks. */
  onQuestion?(question: unknown): number | Promise<number>
}

/** How long the calling thread works before others have their turn, in milliseconds. */
const sliceMs = 20

/**
 * Runs a program in as many threads as asked, all in the same memory.
 * @returns what each member returned, in the order of members
 * @throws what the program throws; `signal.reason` when aborted; E_ML_THREAD when a thread dies
 */
export async function runProgram<P, R>(options: RunProgramOptions<P, R>): Promise<R[]> {
  options.signal?.throwIfAborted()
  new Int32Array(options.memory.buffer, 0, controlCellCount).fill(0)
  if (options.threads <= 1 || options.memory.wasm === undefined) return [await runHere(options)]
  return runInThreads(options, options.memory.wasm)
}

async function runHere<P, R>(options: RunProgramOptions<P, R>): Promise<R> {
  const member = createMember(0, 1, options.memory, (message) => options.onMessage?.(message))
  const steps = options.program(member, options.payload)
  let step = steps.next(0)
  let since = performance.now()
  while (step.done !== true) {
    let answer = 0
    if (step.value !== undefined) answer = (await options.onQuestion?.(step.value.ask)) ?? 0
    if (performance.now() - since > sliceMs) {
      await new Promise(setImmediate)
      since = performance.now()
    }
    options.signal?.throwIfAborted()
    step = steps.next(answer)
  }
  return step.value
}

function runInThreads<P, R>(options: RunProgramOptions<P, R>, wasm: WebAssembly.Memory): Promise<R[]> {
  const { threads: count, payload, source, signal } = options
  const cells = new Int32Array(wasm.buffer, 0, controlCellCount)
  const results: R[] = new Array(count)

  return new Promise((resolve, reject) => {
    const running = new Set<Worker>()
    let done = 0
    let failure: { readonly reason: unknown } | undefined
    const stop = (reason: unknown) => {
      failure ??= { reason }
      Atomics.store(cells, controlCells.stop, 1)
      for (const cell of [controlCells.generation, controlCells.answered]) {
        Atomics.add(cells, cell, 1)
        Atomics.notify(cells, cell)
      }
    }
    const aborted = () => stop(signal?.reason)
    signal?.addEventListener('abort', aborted, { once: true })

    const answer = async (question: unknown) => {
      new Float64Array(wasm.buffer, answerByte, 1)[0] = (await options.onQuestion?.(question)) ?? 0
      Atomics.add(cells, controlCells.answered, 1)
      Atomics.notify(cells, controlCells.answered)
    }

    const finish = () => {
      signal?.removeEventListener('abort', aborted)
      if (failure === undefined) resolve(results)
      else reject(failure.reason)
    }

    for (let index = 0; index < count; index++) {
      const workerData: MemberData = { index, count, wasm, payload }
      // Without the loader that the calling thread may have: the source is bundled.
      const worker = new Worker(source, { eval: true, execArgv: [], workerData, name: `millrace-${index}` })
      running.add(worker)
      let ended = false
      worker.on('message', (message: MemberMessage) => {
        if (message.type === 'message') options.onMessage?.(message.message)
        else if (message.type === 'ask') answer(message.question).catch(stop)
        else {
          ended = true
          if (message.type !== 'done') return
          results[index] = message.result as R
          // The threads have nothing more to do; nobody needs to wait until they have tidied up.
          if (++done === count) finish()
        }
      })
      worker.on('error', (error) => stop(error))
      worker.on('exit', (code) => {
        running.delete(worker)
        if (!ended) stop(new MillraceError('E_ML_THREAD', `A thread of the fit ended early, with exit code ${code}.`))
        if (running.size === 0) finish()
      })
    }
  })
}
