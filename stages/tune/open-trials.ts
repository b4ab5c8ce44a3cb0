import type { MillraceError, OpenCrew } from 'millrace'
import { type GivenTrial, type Outcome, runTrial, type TrialRows } from './run-trial.ts'

/**
 * Values of the training rows (rows times columns) up to which trials of a batch run side by side. Each of them holds a copy of its
 * fold's rows and what its learner makes of them, some thirty bytes a value: here 600 MB a thread. Beyond it one trial at a
 * time has all the threads. What either is worth is measured in bench/tune.
 */
export const valuesSideBySide = 20_000_000

/** Trials, run one after another or side by side, with the same outcomes. */
export interface Trials {
  /** How many run at a time. */
  readonly lanes: number
  run(trial: Omit<GivenTrial, 'threads'>): Promise<Outcome>
  close(): Promise<void>
}

/** How many trials run at a time: as many as there are threads for, where there are so many to choose from and they fit. */
export function planLanes(
  { features }: Pick<TrialRows, 'features'>,
  { threads, batchSize }: { readonly threads: number; readonly batchSize: number },
): number {
  return features.rows * features.columns > valuesSideBySide ? 1 : Math.min(threads, batchSize)
}

/**
 * Opens what trials run in: the stage itself, its learners with all the threads, or threads of their own with one each. A thread
 * that dies is the failure of its trial.
 */
export function openTrials(
  rows: TrialRows,
  options: { readonly threads: number; readonly batchSize: number; readonly openCrew: OpenCrew },
): Trials {
  const { threads, openCrew } = options
  const lanes = planLanes(rows, options)
  if (lanes === 1) {
    return { lanes, run: (trial) => runTrial({ ...trial, threads }, rows), close: async () => {} }
  }
  const crew = openCrew(runTrial, rows, lanes)
  return { lanes, run: (trial) => crew.run({ ...trial, threads: 1 }), close: () => crew.close() }
}

/** What came of a trial whose thread died; undefined for any other error. It is not remembered: another day it may live. */
export function deadOutcome(error: unknown): Outcome | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, message } = error as MillraceError
  if (code !== 'E_STAGE_CRASHED' && code !== 'E_STAGE_MEMORY') return undefined
  return { values: null, folds: [], failed: message, code, seconds: 0 }
}
