import { log } from '../kernels/elementary/log.ts'

/** NumPy's legacy stream of random numbers: what `numpy.random.RandomState(seed)` draws. */
export interface MersenneTwister {
  /** Uniform over 0 … 2³² - 1. */
  next32(): number
  /** As `randint(0, bound)`: a 32-bit draw, masked, drawn again while it is not below the bound. */
  integer(bound: number): number
  /** As `uniform()`: in [0, 1) with 53 bits, from two draws. */
  uniform(): number
  /** As `standard_normal()`: mean 0, variance 1. NumPy's up to rounding: the logarithm is ours. */
  normal(): number
  /** As `shuffle(items)`: in place. */
  shuffle<T extends Int32Array | unknown[]>(items: T): T
  /** As `permutation(count)`: 0 … count - 1 in a random order. */
  permutation(count: number): Int32Array
}

const SIZE = 624
const SHIFT = 397

/**
 * MT19937 seeded by one 32-bit integer, so that imbalanced-learn's draws can be repeated bit for bit.
 *
 * Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), `mt19937ar.c`; NumPy,
 * `numpy/random/src/mt19937/mt19937.c` (`mt19937_seed`, `random_double`), `distributions.c`
 * (`buffered_bounded_masked_uint32`, `random_interval`) and `legacy-distributions.c` (`legacy_gauss`). O(1) a draw. Everything else in Millrace draws from `createRandom`.
 * @example
 * const twister = createMersenneTwister(0)
 * Array.from({ length: 4 }, () => twister.integer(40)) // [0, 3, 3, 39]
 */
export function createMersenneTwister(seed: number): MersenneTwister {
  // Signed, so that no number needs more than a small integer's room: twice as fast before it is compiled.
  const state = new Int32Array(SIZE)
  state[0] = seed
  for (let i = 1; i < SIZE; i++) {
    const last = state[i - 1]!
    state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i
  }
  /** The state after tempering. */
  const drawn = new Int32Array(SIZE)
  let position = SIZE

  /** The next 624 numbers. */
  function refill(): void {
    for (let i = 0; i < SIZE - SHIFT; i++) state[i] = state[i + SHIFT]! ^ twisted(state[i]!, state[i + 1]!)
    for (let i = SIZE - SHIFT; i < SIZE - 1; i++) {
      state[i] = state[i + SHIFT - SIZE]! ^ twisted(state[i]!, state[i + 1]!)
    }
    state[SIZE - 1] = state[SHIFT - 1]! ^ twisted(state[SIZE - 1]!, state[0]!)
    for (let i = 0; i < SIZE; i++) {
      let y = state[i]!
      y ^= y >>> 11
      y ^= (y << 7) & -0x62d3a980
      y ^= (y << 15) & -0x103a0000
      drawn[i] = y ^ (y >>> 18)
    }
    position = 0
  }

  /** The next 32 bits, as a signed number. */
  function next(): number {
    if (position === SIZE) refill()
    return drawn[position++]!
  }

  function integer(bound: number): number {
    // NumPy draws nothing when there is only one number to draw.
    if (bound <= 1) return 0
    const mask = -1 >>> Math.clz32(bound - 1)
    let value = (next() & mask) >>> 0
    while (value >= bound) value = (next() & mask) >>> 0
    return value
  }

  function uniform(): number {
    const high = next() >>> 5
    const low = next() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  function shuffle<T extends Int32Array | unknown[]>(items: T): T {
    const places = items as unknown[]
    for (let i = places.length - 1; i > 0; i--) {
      const j = integer(i + 1)
      ;[places[i], places[j]] = [places[j], places[i]]
    }
    return items
  }

  // Marsaglia's polar method makes two at a time.
  let spare: number | undefined
  function normal(): number {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const r = x * x + y * y
      if (r >= 1 || r === 0) continue
      const factor = Math.sqrt((-2 * log(r)) / r)
      spare = factor * x
      return factor * y
    }
  }

  return {
    next32: () => next() >>> 0,
    integer,
    uniform,
    normal,
    shuffle,
    permutation: (count) => shuffle(Int32Array.from({ length: count }, (_, i) => i)),
  }
}

/** The highest bit of one word and the other bits of the next, shifted through the twist matrix. */
function twisted(word: number, following: number): number {
  const joined = (word & -0x80000000) | (following & 0x7fffffff)
  return (joined >>> 1) ^ (-(joined & 1) & -0x66f74f21)
}
