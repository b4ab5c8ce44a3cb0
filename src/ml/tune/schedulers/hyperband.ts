import { type RungOptions, rungsOf } from './rungs.ts'
import type { Scheduler, SchedulerState } from './scheduler.ts'
import { atBudget, startedAt } from './successive-halving.ts'

/**
 * Hyperband: brackets of successive halving, the first with many trials that begin with little, the last with few that get
 * all at once, since nobody knows beforehand how early a bad trial shows. After the last bracket the first begins anew. Within
 * a bracket the next rung waits for all trials of the one before.
 *
 * Source: Li et al., "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18 (2018), algorithm
 * 1: bracket s starts `⌈(smax + 1) / (s + 1) · eta^s⌉` trials with `R · eta^-s`. O(n log n) a decision.
 * @throws E_ML_PARAMETER as `rungsOf`
 * @example hyperband({ maxBudget: 81 })
 */
export function hyperband(options: RungOptions): Scheduler {
  const rungs = rungsOf(options)
  const { eta = 3 } = options
  const sizes = rungs.map((_, first) =>
    Math.ceil((rungs.length / (rungs.length - first)) * power(eta, rungs.length - 1 - first)),
  )
  return {
    name: 'hyperband',
    next(state) {
      for (let start = 0, bracket = 0; ; bracket = (bracket + 1) % rungs.length) {
        const end = start + sizes[bracket]!
        if (state.started < end) {
          // The bracket that is being filled.
          return { budget: rungs[bracket]! }
        }
        const work = promotion(within(state, start, end), bracket, sizes[bracket]!)
        if (work === 'wait') return undefined
        if (work !== undefined) return work
        start = end
      }
    },
  }

  /** Rung after rung of a bracket that is full; undefined when it has come to its end. */
  function promotion(state: SchedulerState, bracket: number, size: number) {
    let expected = size
    for (let rung = bracket; rung < rungs.length - 1 && expected > 0; rung++) {
      const [budget, above] = [rungs[rung]!, rungs[rung + 1]!]
      if (atBudget(state, budget).length < expected) return 'wait' as const
      const failed = new Set(state.evaluations.filter(({ loss }) => loss === Infinity).map(({ number }) => number))
      const best = atBudget(state, budget)
        .slice(0, Math.floor(size / power(eta, rung - bracket + 1)))
        .filter((number) => !failed.has(number))
      const taken = startedAt(state, above)
      const next = best.find((number) => !taken.has(number))
      if (next !== undefined) return { trial: next, budget: above }
      expected = best.length
    }
    return undefined
  }
}

function within({ started, evaluations, running }: SchedulerState, start: number, end: number): SchedulerState {
  const inside = ({ number }: { readonly number: number }) => number >= start && number < end
  return { started, evaluations: evaluations.filter(inside), running: running.filter(inside) }
}

function power(base: number, exponent: number): number {
  return exponent === 0 ? 1 : base * power(base, exponent - 1)
}
