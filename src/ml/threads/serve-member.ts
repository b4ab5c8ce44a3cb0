import { parentPort, workerData } from 'node:worker_threads'
import { answerByte, controlCellCount, controlCells } from './control-block.ts'
import { createMember } from './create-member.ts'
import { CrewStopped, type Program } from './program.ts'
import type { SharedMemory } from './shared-memory.ts'
import { transferables } from './transferables.ts'

/** What a thread is started with. */
export interface MemberData {
  readonly index: number
  readonly count: number
  readonly wasm: WebAssembly.Memory
  readonly payload: unknown
}

/** What a thread says to the caller. */
export type MemberMessage =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'ask'; readonly question: unknown }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'stopped' }

/** Runs a program in a thread from beginning to end. The last line of every bundled program calls it. */
export function serveMember(program: Program<never, unknown>): void {
  const { index, count, wasm, payload } = workerData as MemberData
  const memory: SharedMemory = { buffer: wasm.buffer, wasm }
  const cells = new Int32Array(memory.buffer, 0, controlCellCount)
  const say = (message: MemberMessage, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer)
  const member = createMember(index, count, memory, (message) => say({ type: 'message', message }))

  function answerTo(question: unknown): number {
    const before = Atomics.load(cells, controlCells.answered)
    say({ type: 'ask', question })
    while (Atomics.load(cells, controlCells.answered) === before) {
      Atomics.wait(cells, controlCells.answered, before)
    }
    return new Float64Array(memory.buffer, answerByte, 1)[0]!
  }

  try {
    const steps = program(member, payload as never)
    let step = steps.next(0)
    while (step.done !== true) {
      if (Atomics.load(cells, controlCells.stop) === 1) throw new CrewStopped('the crew was stopped')
      step = steps.next(step.value === undefined ? 0 : answerTo(step.value.ask))
    }
    say({ type: 'done', result: step.value }, transferables(step.value))
  } catch (error) {
    if (!(error instanceof CrewStopped)) throw error
    say({ type: 'stopped' })
  }
}
