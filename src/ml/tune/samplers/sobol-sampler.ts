import { MillraceError } from '../../../base/errors/millrace-error.ts'
import { deriveSeed } from '../../../base/random.ts'
import { decodePoint } from '../space/decode-point.ts'
import type { Sampler } from './sampler.ts'
import { sobolDirections } from './sobol-directions.ts'

/** Dimensions for which there are direction numbers. */
export const mostSobolDimensions = sobolDirections.length + 1

/**
 * Sobol's sequence, scrambled: any first 2^m trials fill the space more evenly than chance does, and a longer search goes on
 * where a shorter one ended. Scrambling keeps that and takes away the patterns that all searches would share.
 *
 * Source: Sobol (1967); Joe and Kuo (2008); Owen, "Randomly permuted (t,m,s)-nets" (1995), in the form of Burley,
 * "Practical hash-based Owen scrambling", JCGT 9 (2020). O(32 d) a trial.
 * @throws E_ML_PARAMETER beyond 64 dimensions
 * @example sobolSampler()
 */
export function sobolSampler(): Sampler {
  return {
    name: 'sobol',
    sample({ space, seed, number }) {
      const point = Float64Array.from(space.names, (name, j) => {
        const scrambled = scramble(sobolBits(number, j), deriveSeed(seed, 'sobol', name))
        // The middle of the cell: never exactly 0, which has no logarithm.
        return (scrambled + 0.5) / 4294967296
      })
      return decodePoint(space, point)
    },
  }
}

/**
 * Coordinate `dimension` of point `index` of the sequence as it is, as 32 bits after the point. O(32).
 * @example sobolBits(1, 0) / 2 ** 32 // 0.5
 */
export function sobolBits(index: number, dimension: number): number {
  const directions = directionsOf(dimension)
  let bits = 0
  for (let k = 0, left = index; left > 0; k++, left = Math.floor(left / 2)) {
    if (left % 2 === 1) bits ^= directions[k]!
  }
  return bits >>> 0
}

const known: Int32Array[] = []

function directionsOf(dimension: number): Int32Array {
  if (dimension >= mostSobolDimensions) {
    throw new MillraceError('E_ML_PARAMETER', `Sobol's sequence has ${mostSobolDimensions} dimensions here.`, {
      hint: 'Take random or latinHypercube for more.',
    })
  }
  known[dimension] ??= makeDirections(dimension)
  return known[dimension]
}

function makeDirections(dimension: number): Int32Array {
  const directions = new Int32Array(32)
  if (dimension === 0) {
    for (let k = 0; k < 32; k++) directions[k] = 1 << (31 - k)
    return directions
  }
  const [polynomial, ...first] = sobolDirections[dimension - 1]!
  const degree = first.length
  for (let k = 0; k < degree; k++) directions[k] = first[k]! << (31 - k)
  for (let k = degree; k < 32; k++) {
    let next = directions[k - degree]! ^ (directions[k - degree]! >>> degree)
    for (let i = 1; i < degree; i++) {
      if ((polynomial >> (degree - i)) & 1) next ^= directions[k - i]!
    }
    directions[k] = next
  }
  return directions
}

/** A bit is flipped or not by a hash of the bits above it: Laine and Karras's permutation of the reversed bits. */
function scramble(bits: number, seed: number): number {
  let x = reverse(bits)
  x = (x + seed) | 0
  x ^= Math.imul(x, 0x6c50b47c)
  x ^= Math.imul(x, 0xb82f1e52)
  x ^= Math.imul(x, 0xc7afe638)
  x ^= Math.imul(x, 0x8d22f6e6)
  return reverse(x)
}

function reverse(bits: number): number {
  let x = bits
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1)
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2)
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4)
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8)
  return ((x >>> 16) | (x << 16)) >>> 0
}
