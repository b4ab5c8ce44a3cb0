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

/** What a search by budgets came to. */
export interface EpochsSpent {
  /** Until it showed a value at least as good; infinity when it did not within the most it may spend. */
  readonly epochs: number
  /** Whether one of the points that it began within that would have shown such a value after all 81 epochs. */
  readonly begun: boolean
  /** How many points it began. */
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
  const begun = new Map<number, Params>()
  let [spent, epochs] = [0, Number.POSITIVE_INFINITY]
  while (epochs === Number.POSITIVE_INFINITY) {
    const [trial] = study.ask()
    const { number, params, budget = 0, reached = 0 } = trial as Trial
    spent += budget - reached
    if (spent > most) break
    begun.set(number, params)
    const shown = curve(params, budget, noise, number)
    study.tell(trial as Trial, [shown])
    if (shown <= value) epochs = spent
  }
  const could = [...begun].some(([number, params]) => curve(params, 81, noise, number) <= value)
  return { epochs, begun: could, points: begun.size }
}
