import { createRandom, deriveSeed } from '../../src/base/random.ts'
import { drawNormal } from '../../src/ml/tune/normal/draw-normal.ts'
import { randomSampler } from '../../src/ml/tune/samplers/random-sampler.ts'
import { hyperband } from '../../src/ml/tune/schedulers/hyperband.ts'
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

/**
 * How many epochs Hyperband spends until it shows a value at least as good. A trial that goes on goes on from where it was.
 * @returns infinity when that does not happen within `most`
 */
export function epochsUntil(seed: number, value: number, most: number): number {
  const scheduler = hyperband({ maxBudget: 81, eta: 3 })
  const study = createStudy({
    space: hartmannSpace,
    sampler: randomSampler(),
    scheduler,
    seed: deriveSeed(seed, 'hyperband'),
  })
  const cost = ({ budget = 0, reached = 0 }: Trial) => budget - reached
  for (let spent = 0; spent <= most; ) {
    for (const trial of study.ask()) {
      const shown = curve(trial.params, trial.budget!, deriveSeed(seed, 'h'), trial.number)
      spent += cost(trial)
      study.tell(trial, [shown])
      if (shown <= value) return spent
    }
  }
  return Number.POSITIVE_INFINITY
}
