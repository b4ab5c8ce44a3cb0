import { createHash } from 'node:crypto'

/** A stream of random numbers: the same seed gives the same stream on every platform. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform integer in [0, bound), without bias. */
  integer(bound: number): number
}

/**
 * The seed of a part, from the seed of the whole and the part's name. Adding a part never shifts another's randomness.
 * @returns an unsigned 32-bit integer
 */
export function deriveSeed(seed: number, ...names: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest()
  return digest.readUInt32BE(0)
}

/** One step of SplitMix32: spreads a small seed over 32 bits. Source: Steele, Lea, Flood 2014, 32-bit constants. */
function splitMix32(state: { value: number }): number {
  state.value = (state.value + 0x9e3779b9) | 0
  let z = state.value
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

/**
 * xoshiro128** seeded through SplitMix32.
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021.
 */
export function createRandom(seed: number): Random {
  const mix = { value: seed | 0 }
  let a = splitMix32(mix)
  let b = splitMix32(mix)
  let c = splitMix32(mix)
  let d = splitMix32(mix)

  function next32(): number {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result
  }

  return {
    next: () => ((next32() >>> 5) * 67108864 + (next32() >>> 6)) / 9007199254740992,
    integer(bound) {
      // Lemire's multiply-and-reject would need 64 bits; masking and rejecting needs none.
      const mask = bound <= 1 ? 0 : 0xffffffff >>> Math.clz32(bound - 1)
      let value = next32() & mask
      while (value >>> 0 >= bound) value = next32() & mask
      return value >>> 0
    },
  }
}
