import { MillraceError } from '../../base/errors/millrace-error.ts'

/**
 * P-values of several questions asked at once, adjusted so that the chance of even one false alarm stays below the level:
 * the smallest is multiplied by m, the next by m - 1, and so on, none smaller than the one before it, none above 1.
 *
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 * O(m log m).
 * @returns one for each given, in the given order
 * @throws E_ML_PARAMETER for what is no probability
 * @example holmAdjust([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  for (const [i, p] of pValues.entries()) {
    if (!(p >= 0 && p <= 1)) throw new MillraceError('E_ML_PARAMETER', `The p-value ${i + 1} is ${p}.`)
  }
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]! || a - b)
  const adjusted = new Array<number>(pValues.length)
  let least = 0
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[i]!))
    adjusted[i] = least
  }
  return adjusted
}
