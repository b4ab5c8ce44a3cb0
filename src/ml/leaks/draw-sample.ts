import { createRandom } from '../../base/random.ts'

/**
 * Row numbers, rising: all of them, or `most` drawn without repetition.
 *
 * Source: Vitter, "Random sampling with a reservoir" (1985), selection sampling (Knuth's algorithm S). O(rows).
 */
export function drawSample(rows: number, most: number, seed: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, i) => i)
  const random = createRandom(seed)
  const sample = new Int32Array(most)
  for (let row = 0, taken = 0; taken < most; row++) {
    if (random.next() * (rows - row) < most - taken) sample[taken++] = row
  }
  return sample
}
