import { type RungOptions, rungsOf } from './rungs.ts'
import type { Scheduler, SchedulerState } from './scheduler.ts'

/**
 * Asynchronous successive halving (ASHA): a trial goes on as soon as it is among the best `1 / eta` of those that have come as
 * far; when none is, a new one starts. It decides by what was told before a batch, so a batch size gives one study.
 *
 * Source: Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020. O(n log n) a decision.
 * @throws E_ML_PARAMETER as `rungsOf`
 * @example successiveHalving({ maxBudget: 300, minBudget: 10 })
 */
export function successiveHalving(options: RungOptions): Scheduler {
  const rungs = rungsOf(options)
  const { eta = 3 } = options
  return {
    name: 'successiveHalving',
    next(state) {
      for (let rung = rungs.length - 2; rung >= 0; rung--) {
        const [here, above] = [rungs[rung]!, rungs[rung + 1]!]
        const done = atBudget(state, here)
        const taken = startedAt(state, above)
        const failed = new Set(state.evaluations.filter(({ loss }) => loss === Infinity).map(({ number }) => number))
        const good = done.slice(0, Math.floor(done.length / eta))
        const next = good.find((number) => !taken.has(number) && !failed.has(number))
        if (next !== undefined) return { trial: next, budget: above }
      }
      return { budget: rungs[0]! }
    },
  }
}

/** The trials told for a budget, the best first. O(n log n). */
export function atBudget({ evaluations }: SchedulerState, budget: number): number[] {
  return evaluations
    .filter((one) => one.budget === budget)
    .sort((a, b) => (a.loss < b.loss ? -1 : a.loss > b.loss ? 1 : a.number - b.number))
    .map(({ number }) => number)
}

/** The trials that have or had a budget. O(n). */
export function startedAt({ evaluations, running }: SchedulerState, budget: number): Set<number> {
  return new Set([...evaluations, ...running].filter((one) => one.budget === budget).map(({ number }) => number))
}
