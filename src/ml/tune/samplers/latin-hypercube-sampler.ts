import { createRandom, deriveSeed } from '../../../base/random.ts'
import { requireWhole } from '../../checks.ts'
import { decodePoint } from '../space/decode-point.ts'
import type { Sampler } from './sampler.ts'

export interface LatinHypercubeOptions {
  /** Trials of one design. Default 16. */
  readonly size?: number | undefined
}

/**
 * Latin hypercubes: of every `size` trials each has a slice of every parameter for itself, at a random place within it. One
 * design follows another, so that a search can be enlarged without moving a trial that has been run.
 *
 * Source: McKay, Beckman and Conover, Technometrics 21 (1979). O(d · size) a trial.
 * @throws E_ML_PARAMETER for a size below 1
 * @example latinHypercubeSampler({ size: 20 })
 */
export function latinHypercubeSampler({ size = 16 }: LatinHypercubeOptions = {}): Sampler {
  requireWhole('size', size, 1)
  return {
    name: 'latinHypercube',
    sample({ space, seed, number }) {
      const random = createRandom(deriveSeed(seed, 'latinHypercube', size, Math.floor(number / size)))
      const row = number % size
      const point = Float64Array.from(space.names, () => {
        const slices = Int32Array.from({ length: size }, (_, i) => i)
        for (let i = size - 1; i > 0; i--) {
          const j = random.integer(i + 1)
          const held = slices[i]!
          slices[i] = slices[j]!
          slices[j] = held
        }
        const places = Float64Array.from(slices, (slice) => (slice + random.next()) / size)
        return places[row]!
      })
      return decodePoint(space, point)
    },
  }
}
