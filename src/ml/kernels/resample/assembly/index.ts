/**
 * SMOTE's random numbers and mixtures. Kernels because they run once: before the engine has compiled the same loops in
 * TypeScript, they take ten times as long. Plain twins: `../draw-pairs.ts`, `../pick-rows.ts`,
 * `../mix-columns.ts`.
 */
export { countCodes } from '../../linear/assembly/count-codes'

const words: i32 = 624
const shift: i32 = 397

/**
 * As NumPy: seeds MT19937, draws `count` whole numbers below `bound`, then as many steps in [0, 1).
 * At `state`: the 624 words.
 */
export function drawPairs(seed: i32, bound: i32, count: i32, pairs: usize, steps: usize, state: usize): void {
  start(state, seed)
  const mask: u32 = bound > 1 ? 0xffffffff >> clz(u32(bound - 1)) : 0
  for (let s = 0; s < count; s++) {
    let value: u32 = 0
    if (bound > 1) {
      do value = next(state) & mask
      while (value >= u32(bound))
    }
    store<u32>(pairs + (usize(s) << 2), value)
  }
  for (let s = 0; s < count; s++) {
    const high = f64(next(state) >> 5)
    const low = f64(next(state) >> 6)
    store<f64>(steps + (usize(s) << 3), (high * 67108864 + low) / 9007199254740992)
  }
}

/** Writes the rows whose code is `code`, upwards. */
export function rowsOfClass(codes: usize, count: i32, code: i32, rows: usize): void {
  let at = rows
  for (let i = 0; i < count; i++) {
    if (load<i32>(codes + (usize(i) << 2)) != code) continue
    store<i32>(at, i)
    at += 4
  }
}

/** Turns pairs drawn below `k` times the points into rows of the table: the point's to `base`, its neighbour's in place. */
export function pickRows(pairs: usize, count: i32, k: i32, rows: usize, indices: usize, base: usize): void {
  for (let s: usize = 0; s < usize(count); s++) {
    const pair = load<i32>(pairs + (s << 2))
    store<i32>(base + (s << 2), load<i32>(rows + (usize(pair / k) << 2)))
    store<i32>(pairs + (s << 2), load<i32>(rows + (usize(load<i32>(indices + (usize(pair) << 2))) << 2)))
  }
}

let position: i32 = words

function start(state: usize, seed: u32): void {
  let last = seed
  store<u32>(state, last)
  for (let i = 1; i < words; i++) {
    last = 1812433253 * (last ^ (last >> 30)) + u32(i)
    store<u32>(state + (usize(i) << 2), last)
  }
  position = words
}

function next(state: usize): u32 {
  if (position == words) refill(state)
  let y = load<u32>(state + (usize(position++) << 2))
  y ^= y >> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return y ^ (y >> 18)
}

function refill(state: usize): void {
  for (let i = 0; i < words; i++) {
    const following = i + 1 < words ? i + 1 : 0
    const far = i < words - shift ? i + shift : i + shift - words
    const joined =
      (load<u32>(state + (usize(i) << 2)) & 0x80000000) | (load<u32>(state + (usize(following) << 2)) & 0x7fffffff)
    const twisted = (joined >> 1) ^ ((joined & 1) * 0x9908b0df)
    store<u32>(state + (usize(i) << 2), load<u32>(state + (usize(far) << 2)) ^ twisted)
  }
  position = 0
}

export function mixDoubles(column: usize, base: usize, neighbor: usize, steps: usize, count: i32, out: usize): void {
  for (let s: usize = 0; s < usize(count); s++) {
    const own = load<f64>(column + (usize(load<i32>(base + (s << 2))) << 3))
    const other = load<f64>(column + (usize(load<i32>(neighbor + (s << 2))) << 3))
    const mixed = own + load<f64>(steps + (s << 3)) * (other - own)
    store<f64>(out + (s << 3), other == other ? mixed : own)
  }
}

export function mixSingles(column: usize, base: usize, neighbor: usize, steps: usize, count: i32, out: usize): void {
  for (let s: usize = 0; s < usize(count); s++) {
    const own = load<f32>(column + (usize(load<i32>(base + (s << 2))) << 2))
    const other = load<f32>(column + (usize(load<i32>(neighbor + (s << 2))) << 2))
    const mixed = f32(f64(own) + load<f64>(steps + (s << 3)) * f64(other - own))
    store<f32>(out + (s << 2), other == other ? mixed : own)
  }
}
