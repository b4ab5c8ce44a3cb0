import { availableParallelism } from 'node:os'

/** A thread starts in about 15 ms, and needs so many values to earn that back. */
const valuesAThread = 500_000

/**
 * Threads for a fit: as many as asked for; without a wish as many as the machine has, but none that would have fewer
 * than half a million values to work on.
 */
export function planThreads(asked: number | undefined, values: number): number {
  return asked ?? Math.max(1, Math.min(availableParallelism(), Math.floor(values / valuesAThread)))
}
