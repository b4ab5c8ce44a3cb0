import { createRandom } from '../../base/random.ts'

/** Which of two halves each row belongs to, 0 or 1, by chance: what is learnt from one is judged on the other. O(n). */
export function halves(rows: number, seed: number): Uint8Array {
  const random = createRandom(seed)
  return Uint8Array.from({ length: rows }, () => random.integer(2))
}
