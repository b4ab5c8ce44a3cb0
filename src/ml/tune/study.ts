import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireWhole } from '../checks.ts'
import { nonDominatedRanks } from './objectives/non-dominated-ranks.ts'
import { rankObservations } from './objectives/rank-observations.ts'
import type { Observation } from './observation.ts'
import type { Sampler } from './samplers/sampler.ts'
import type { Scheduler } from './schedulers/scheduler.ts'
import { checkSpace } from './space/check-space.ts'
import type { Params, Space } from './space/space.ts'

export type Direction = 'minimize' | 'maximize'

export interface StudyOptions {
  readonly space: Space
  readonly sampler: Sampler
  /** Gives trials more and more, and the worse ones no more. Default: every trial gets all at once. */
  readonly scheduler?: Scheduler | undefined
  /** One an objective. Default: one, to be minimised. */
  readonly directions?: readonly Direction[] | undefined
  /** Unsigned 32-bit integer. */
  readonly seed: number
  /** Trials of earlier studies, for the sampler to learn from; they are neither counted nor the best of this one. */
  readonly earlier?: readonly EarlierTrial[] | undefined
}

export interface EarlierTrial {
  readonly params: Params
  /** One an objective, as they came. */
  readonly values: readonly number[]
}

/** Something to try: what `ask` gives and `tell` wants back. */
export interface Trial {
  /** From 0. */
  readonly number: number
  readonly params: Params
  /** What it may use, in the units of the scheduler; undefined where there is none. */
  readonly budget?: number | undefined
  /** What it has used before, where it goes on. */
  readonly reached?: number | undefined
}

/** A trial that was told. */
export interface Finished extends Trial {
  /** One an objective, as they came; undefined for a trial that failed. */
  readonly values: readonly number[] | undefined
}

/** A search: `ask` what to try, `tell` what came of it. */
export interface Study {
  /** Up to so many trials; fewer, or none, when nothing can be started before others are told. */
  ask(count?: number): Trial[]
  /** @param values one an objective; undefined when the trial failed, which makes it the worst of all */
  tell(trial: Trial, values: readonly number[] | undefined): void
  /** All that was told, by trial and then by budget. */
  finished(): Finished[]
  /** The best trial with the largest budget of those told; of several objectives, of the front the one with most room. */
  best(): Finished | undefined
  /** The trials that no other beats in every objective, by number. */
  front(): Finished[]
}

/**
 * Opens a study. What is asked depends on the seed, the options and what was told, and on nothing else: neither on the order in
 * which the trials of a batch end nor on who runs them. So trials in parallel give the same study as trials one after
 * another, for the same size of batches.
 *
 * @throws as `checkSpace`; E_ML_PARAMETER for what is told twice or has another number of values
 * @example
 * const study = createStudy({ space: { x: { type: 'linear', low: -1, high: 1 } }, sampler: tpeSampler(), seed: 1 })
 * for (const trial of study.ask(4)) study.tell(trial, [(trial.params.x as number) ** 2])
 * study.best()
 */
export function createStudy(options: StudyOptions): Study {
  const { sampler, scheduler, directions = ['minimize'], seed } = options
  const space = checkSpace(options.space)
  const lossesOf = (values: readonly number[] | undefined): number[] =>
    directions.map((direction, m) => {
      const value = values?.[m]
      if (value === undefined || Number.isNaN(value)) return Number.POSITIVE_INFINITY
      return direction === 'maximize' ? -value : value
    })
  const earlier = (options.earlier ?? []).map(
    ({ params, values }, i, all): Observation => ({ number: i - all.length, params, losses: lossesOf(values) }),
  )
  const started: Params[] = []
  const told = new Map<string, Finished>()
  const pending = new Map<string, Trial>()
  const keyOf = ({ number, budget }: Trial) => `${number}/${budget ?? ''}`

  return { ask, tell, finished, best, front }

  function ask(count = 1): Trial[] {
    requireWhole('count', count, 1)
    const asked: Trial[] = []
    while (asked.length < count) {
      const trial = next()
      if (trial === undefined) break
      pending.set(keyOf(trial), trial)
      asked.push(trial)
    }
    return asked
  }

  function next(): Trial | undefined {
    if (scheduler === undefined) return fresh(undefined)
    const evaluations = finished().map(({ number, budget, values }) => ({
      number,
      budget: budget!,
      loss: lossesOf(values)[0]!,
    }))
    const running = [...pending.values()].map(({ number, budget }) => ({ number, budget: budget! }))
    const work = scheduler.next({ started: started.length, evaluations, running })
    if (work === undefined) return undefined
    if (work.trial === undefined) return fresh(work.budget)
    const reached = Math.max(...evaluations.filter((one) => one.number === work.trial).map((one) => one.budget))
    return { number: work.trial, params: started[work.trial]!, budget: work.budget, reached }
  }

  function fresh(budget: number | undefined): Trial | undefined {
    const number = started.length
    const params = sampler.sample({ space, seed, number, observations: observations(), pending: waiting() })
    if (params === undefined) return undefined
    started.push(params)
    return { number, params, ...(budget === undefined ? {} : { budget }) }
  }

  /** Each trial by the largest budget that it was told for. */
  function observations(): Observation[] {
    const last = new Map(finished().map((trial) => [trial.number, trial]))
    const own = [...last.values()].map(({ number, params, budget, values }) => ({
      number,
      params,
      losses: lossesOf(values),
      ...(budget === undefined ? {} : { budget }),
    }))
    return [...earlier, ...own]
  }

  function waiting(): Params[] {
    const seen = new Set([...told.values()].map(({ number }) => number))
    return [...pending.values()].filter(({ number }) => !seen.has(number)).map(({ params }) => params)
  }

  function tell(trial: Trial, values: readonly number[] | undefined): void {
    const key = keyOf(trial)
    if (!pending.has(key)) {
      throw new MillraceError('E_ML_PARAMETER', `Trial ${trial.number} was not asked for, or has been told.`)
    }
    if (values !== undefined && values.length !== directions.length) {
      throw new MillraceError(
        'E_ML_PARAMETER',
        `Trial ${trial.number} has ${values.length} values; there are ${directions.length} objectives.`,
      )
    }
    pending.delete(key)
    told.set(key, { ...trial, values })
  }

  function finished(): Finished[] {
    return [...told.values()].sort((a, b) => a.number - b.number || (a.budget ?? 0) - (b.budget ?? 0))
  }

  function best(): Finished | undefined {
    const all = finished().filter(({ values }) => values !== undefined)
    const [first] = rankObservations(
      all.map(({ number, params, budget, values }) => ({ number, params, budget, losses: lossesOf(values) })),
    )
    return first && all.find(({ number, budget }) => number === first.number && budget === first.budget)
  }

  function front(): Finished[] {
    const all = finished().filter(({ values }) => values !== undefined)
    const most = Math.max(...all.map(({ budget }) => budget ?? 0))
    const full = all.filter(({ budget }) => (budget ?? 0) === most)
    const ranks = nonDominatedRanks(full.map(({ values }) => lossesOf(values)))
    return full.filter((_, i) => ranks[i] === 0)
  }
}
