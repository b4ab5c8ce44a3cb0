import { requireWhole } from '../../checks.ts'
import type { Evaluated, Scheduler, SchedulerState } from './scheduler.ts'

export interface MedianPruningOptions {
  /** The budgets at which a trial is looked at, ascending; the last is all that it may use. */
  readonly steps: readonly number[]
  /** Trials that must have come to their end before any is given up. Default 5. */
  readonly startupTrials?: number | undefined
  /** Steps at which no trial is given up. Default 0. */
  readonly warmupSteps?: number | undefined
}

/**
 * The median rule: a trial whose best value so far is worse than the median of what others had at the same step is given up.
 * Trials that have begun go on before new ones start.
 *
 * Source: Golovin et al., "Google Vizier", KDD 2017, in the form and with the defaults of Optuna's `MedianPruner`.
 * O(n log n) a decision.
 * @throws E_ML_PARAMETER
 * @example medianPruning({ steps: [10, 50, 100, 200] })
 */
export function medianPruning({ steps, startupTrials = 5, warmupSteps = 0 }: MedianPruningOptions): Scheduler {
  requireWhole('steps', steps.length, 1)
  requireWhole('startupTrials', startupTrials, 0)
  requireWhole('warmupSteps', warmupSteps, 0)
  return {
    name: 'medianPruning',
    next(state) {
      const running = new Set(state.running.map(({ number }) => number))
      for (let number = 0; number < state.started; number++) {
        const own = state.evaluations.filter((one) => one.number === number)
        const last = own.at(-1)
        if (last === undefined || running.has(number)) continue
        const step = steps.indexOf(last.budget)
        if (step < steps.length - 1 && !isPruned(state, own, step)) return { trial: number, budget: steps[step + 1]! }
      }
      return { budget: steps[0]! }
    },
  }

  function isPruned({ evaluations }: SchedulerState, own: readonly Evaluated[], step: number): boolean {
    if (step < warmupSteps) return false
    const number = own[0]!.number
    // Trials before this one: what comes later must not change what was decided.
    const through = evaluations.filter((one) => one.budget === steps.at(-1) && one.number < number)
    if (through.length < startupTrials) return false
    const ended = new Set(through.map((one) => one.number))
    const others = evaluations.filter((one) => one.budget === steps[step] && ended.has(one.number))
    const best = Math.min(...own.map(({ loss }) => loss))
    return best > medianOf(others.map(({ loss }) => loss))
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
