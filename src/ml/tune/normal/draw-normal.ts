import type { Random } from '../../../base/random.ts'
import { log } from '../../kernels/elementary/log.ts'

/**
 * A standard normal number by the polar method, the same bits on every machine. O(1) on average.
 * Source: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).
 */
export function drawNormal(random: Random): number {
  for (;;) {
    const u = 2 * random.next() - 1
    const v = 2 * random.next() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s)
  }
}
