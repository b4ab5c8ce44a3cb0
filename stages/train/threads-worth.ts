import type { TrainParams } from './params.ts'

/** Threads of boosting wait for one another many times a tree: with fewer values a thread than this they lose by it. */
const valuesAThread = 500_000

/**
 * How many of a stage's threads a fit is worth; at least 1. The model is the same for any number.
 * @param values rows times columns
 */
export function threadsWorth({ learner }: TrainParams, values: number, threads: number): number {
  if (learner !== 'boosting') return threads
  return Math.max(1, Math.min(threads, Math.floor(values / valuesAThread)))
}
