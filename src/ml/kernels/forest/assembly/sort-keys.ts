import { clearDoubles } from './clear'

/** Below this many keys, insertion wins over everything. Measured. */
const FEW: u32 = 20
/** More keys than this in one bucket are not left to insertion. */
const CROWDED: u32 = 40

/**
 * Sorts `n` keys upwards by their upper bits (`key >> shift`, which lie between `low` and `high`), keys of equal upper
 * bits in any order. `spare` has room for as many; counters for 2^16 + 1 numbers.
 * One pass into about `n` buckets by the first bits of `key - low`, then insertion, which finds little left to do; where
 * one bucket is crowded, digit by digit. O(n).
 * @returns where the sorted keys are: `keys` or `spare`
 */
export function sortKeys<T>(
  keys: usize,
  spare: usize,
  n: u32,
  shift: u32,
  low: u32,
  high: u32,
  counters: usize,
): usize {
  if (n <= FEW) {
    insertionSort<T>(keys, n)
    return keys
  }
  const size = sizeof<T>()
  const width = 32 - clz(high - low)
  const buckets = min<u32>(min<u32>(32 - clz(n - 1), 16), width)
  const drop = width - buckets
  if (n > 4096 && drop > 0) return radixSort<T>(keys, spare, n, shift, low, width, counters)
  const most = distribute<T>(keys, spare, n, shift, low, drop, buckets, counters)
  if (drop == 0) return spare
  if (most > CROWDED) return radixSort<T>(keys, spare, n, shift, low, width, counters)
  insertionSort<T>(spare, n)
  return spare
}

/** One stable pass by `(upper - low) >> drop`. @returns keys in the fullest bucket */
function distribute<T>(
  keys: usize,
  spare: usize,
  n: u32,
  shift: u32,
  low: u32,
  drop: u32,
  bits: u32,
  counters: usize,
): u32 {
  const mask: u32 = (1 << bits) - 1
  const size = sizeof<T>()
  clearDoubles(counters, 1 << max<i32>(bits - 1, 0))
  const end = keys + <usize>n * size
  for (let key = keys; key < end; key += size) {
    const cell = counters + ((((u32(load<T>(key) >> <T>shift) - low) >> drop) & mask) << 2)
    store<u32>(cell, load<u32>(cell) + 1)
  }
  let sum: u32 = 0
  let most: u32 = 0
  const stop = counters + (4 << bits)
  for (let cell = counters; cell < stop; cell += 4) {
    const count = load<u32>(cell)
    store<u32>(cell, sum)
    sum += count
    most = max(most, count)
  }
  for (let key = keys; key < end; key += size) {
    const value = load<T>(key)
    const cell = counters + ((((u32(value >> <T>shift) - low) >> drop) & mask) << 2)
    const place = load<u32>(cell)
    store<u32>(cell, place + 1)
    store<T>(spare + <usize>place * size, value)
  }
  return most
}

/** Digit by digit, the last first. Each pass is stable. */
function radixSort<T>(keys: usize, spare: usize, n: u32, shift: u32, low: u32, width: u32, counters: usize): usize {
  const most: u32 = n > 4096 ? 11 : 8
  const passes = (width + most - 1) / most
  const bits = (width + passes - 1) / passes
  for (let p: u32 = 0; p < passes; p++) {
    distribute<T>(keys, spare, n, shift, low, p * bits, bits, counters)
    const other = keys
    keys = spare
    spare = other
  }
  return keys
}

function insertionSort<T>(keys: usize, n: u32): void {
  const size = sizeof<T>()
  const end = keys + <usize>n * size
  for (let i = keys + size; i < end; i += size) {
    const key = load<T>(i)
    let j = i - size
    let before = load<T>(j)
    if (before <= key) continue
    do {
      store<T>(j + size, before)
      if (j == keys) {
        j -= size
        break
      }
      j -= size
      before = load<T>(j)
    } while (before > key)
    store<T>(j + size, key)
  }
}
