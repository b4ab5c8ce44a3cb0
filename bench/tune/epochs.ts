import { createRandom, deriveSeed } from '../../src/base/random.ts'
import { drawNormal } from '../../src/ml/tune/normal/draw-normal.ts'
import { randomSampler } from '../../src/ml/tune/samplers/random-sampler.ts'
import type { Sampler } from '../../src/ml/tune/samplers/sampler.ts'
import type { Scheduler } from '../../src/ml/tune/schedulers/scheduler.ts'
import type { Params } from '../../src/ml/tune/space/space.ts'
import { createStudy, type Trial } from '../../src/ml/tune/study.ts'
import { hartmann6, hartmannSpace } from './problems.ts'

/** How slowly a point learns, in epochs: a smooth function from 5 to 30 that has nothing to do with how good it ends. */
export function tau(params: Params): number {
  return 5 + 25 * Math.sin((Math.PI / 2) * ((params.x1 as number) + (params.x4 as number))) ** 2
}

/** What a training curve shows after `epochs`: from 2 down to Hartmann's function, with noise of deviation 0.02. */
export function curve(params: Params, epochs: number, seed: number, number: number): number {
  const noise = 0.02 * drawNormal(createRandom(deriveSeed(seed, 'noise', number, epochs)))
  const end = hartmann6(params)
  return end + (2 - end) * Math.exp(-epochs / tau(params)) + noise
}

/** The best value that so many random trials of 81 epochs show. */
export function randomBest(seed: number, trials: number): number {
  const study = createStudy({ space: hartmannSpace, sampler: randomSampler(), seed: deriveSeed(seed, 'random') })
  const values = study.ask(trials).map(({ params, number }) => curve(params, 81, deriveSeed(seed, 'r'), number))
  return Math.min(...values)
}

/** What a search by budgets came to, in epochs spent. */
export interface EpochsSpent {
  /** Until it showed a value at least as good; infinity when it did not within the most it may spend. */
  readonly epochs: number
  /** Until it began a point that would show such a value after all 81 epochs; infinity when it began none. */
  readonly begun: number
  /** How many points it had begun after half of the most. */
  readonly points: number
}

/**
 * Runs a search until it shows a value, or has spent the most it may. A trial that goes on goes on from where it was.
 * @param most epochs
 */
export function epochsUntil(
  seed: number,
  value: number,
  most: number,
  { sampler, scheduler }: { readonly sampler: Sampler; readonly scheduler: Scheduler },
): EpochsSpent {
  const study = createStudy({ space: hartmannSpace, sampler, scheduler, seed: deriveSeed(seed, 'hyperband') })
  const noise = deriveSeed(seed, 'h')
  let [spent, begun, points] = [0, Number.POSITIVE_INFINITY, 0]
  for (;;) {
    const [trial] = study.ask() as [Trial]
    const { number, params, budget = 0, reached = 0 } = trial
    spent += budget - reached
    if (spent > most) return { epochs: Number.POSITIVE_INFINITY, begun, points }
    if (reached === 0) {
      if (spent <= most / 2) points++
      if (curve(params, 81, noise, number) <= value) begun = Math.min(begun, spent)
    }
    const shown = curve(params, budget, noise, number)
    study.tell(trial, [shown])
    if (shown <= value) return { epochs: spent, begun: Math.min(begun, spent), points }
  }
}
