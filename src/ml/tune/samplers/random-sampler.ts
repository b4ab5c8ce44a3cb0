import { createRandom, deriveSeed } from '../../../base/random.ts'
import { decodePoint } from '../space/decode-point.ts'
import type { Sampler } from './sampler.ts'

/**
 * Each trial drawn by itself, evenly over the space. In many dimensions of which few matter it beats a grid.
 *
 * Source: Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13 (2012). O(d) a trial.
 * @example createStudy({ space, sampler: randomSampler(), seed: 1 })
 */
export function randomSampler(): Sampler {
  return {
    name: 'random',
    sample({ space, seed, number }) {
      const random = createRandom(deriveSeed(seed, 'random', number))
      return decodePoint(
        space,
        Float64Array.from(space.names, () => random.next()),
      )
    },
  }
}
