import type { SharedMemory } from './shared-memory.ts'

/** One of the threads that run a program together, or the calling thread alone. */
export interface Member {
  /** 0 … count - 1. */
  readonly index: number
  readonly count: number
  readonly memory: SharedMemory
  /**
   * Waits until all members have come here. What they wrote before is seen by all after.
   * @throws CrewStopped when the crew is stopped
   */
  barrier(): void
  /** The next number of a counter that all members share: 0, 1, 2, … each to one member only. */
  takeTask(): number
  /** Gives a message to the caller's `onMessage`, by structured clone. */
  post(message: unknown): void
}

/**
 * What each member runs: a generator that yields now and then (at least every few milliseconds of work), so that a
 * program alone on the calling thread lets others have their turn and can be stopped. `yield { ask: … }` puts a question
 * to the caller, who answers with a number; `yield` alone just breathes. With more than one member a question is put by
 * one of them, between barriers.
 *
 * The result must not depend on how many members there are: integer sums, total orders, a generator a task.
 * A program lies in a file `<name>.program.ts` that exports it as `program`; `npm run kernels` bundles it for threads.
 */
export type Program<Payload, Result> = (
  member: Member,
  payload: Payload,
) => Generator<{ readonly ask: unknown } | undefined, Result, number>

/** Thrown at a barrier of a crew that was stopped: the run was cancelled, or another member failed. */
export class CrewStopped extends Error {
  override readonly name = 'CrewStopped'
}
