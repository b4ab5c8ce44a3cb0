import type { MillraceError, OpenCrew } from 'millrace'
import { type GivenTrial, type Outcome, runTrial, type TrialRows } from './run-trial.ts'

/**
 * Values of the training rows (rows times columns) up to which trials of a batch run side by side. Each of them holds a copy of its
 * fold's rows and what its learner makes of them, some thirty bytes a value: here 600 MB a thread. Beyond it one trial at a
 * time has all the threads. What either is worth is measured in bench/tune.
 */
export const valuesSideBySide = 20_000_000

/** A learner's threads wait for one another many times a tree: with fewer values a thread than this they lose by it. */
export const valuesAThread = 500_000

/** Trials, run one after another or side by side, with the same outcomes. */
export interface Trials {
  /** How many run at a time. */
  readonly lanes: number
  run(trial: Omit<GivenTrial, 'threads'>): Promise<Outcome>
  close(): Promise<void>
}

/** How trials run. */
export interface TrialPlan {
  /** How many at a time. */
  readonly lanes: number
  /** How many threads the learner of each has. */
  readonly learnerThreads: number
}

/**
 * Side by side with a thread each, where there are threads and trials for it and they fit into memory; else one at a time, its
 * learner with so many threads as its rows are worth. Neither changes what comes out.
 * @param values rows times columns
 */
export function planTrials(
  values: number,
  { threads, batchSize }: { readonly threads: number; readonly batchSize: number },
): TrialPlan {
  const lanes = values > valuesSideBySide ? 1 : Math.min(threads, batchSize)
  return { lanes, learnerThreads: lanes > 1 ? 1 : threadsWorth(values, threads) }
}

/** How many of the threads a fit of so many values is worth; at least 1. */
export function threadsWorth(values: number, threads: number): number {
  return Math.max(1, Math.min(threads, Math.floor(values / valuesAThread)))
}

/**
 * Opens what trials run in: the stage itself, its learners with all the threads, or threads of their own with one each. A thread
 * that dies is the failure of its trial.
 */
export function openTrials(
  rows: TrialRows,
  options: { readonly threads: number; readonly batchSize: number; readonly openCrew: OpenCrew },
): Trials {
  const { rows: count, columns } = rows.features
  const { lanes, learnerThreads: threads } = planTrials(count * columns, options)
  if (lanes === 1) {
    return { lanes, run: (trial) => runTrial({ ...trial, threads }, rows), close: async () => {} }
  }
  const crew = options.openCrew(runTrial, rows, lanes)
  return { lanes, run: (trial) => crew.run({ ...trial, threads }), close: () => crew.close() }
}

/** What came of a trial whose thread died; undefined for any other error. It is not remembered: another day it may live. */
export function deadOutcome(error: unknown): Outcome | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, message } = error as MillraceError
  if (code !== 'E_STAGE_CRASHED' && code !== 'E_STAGE_MEMORY') return undefined
  return { values: null, folds: [], failed: message, code, seconds: 0 }
}
