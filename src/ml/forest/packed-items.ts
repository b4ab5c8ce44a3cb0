import type { ForestPlan, ForestTarget } from './forest-plan.ts'
import type { ForestRules } from './resolve-forest-options.ts'

/** More draws of one row for one tree do not happen: it would be once in 10^30. */
const mostDraws = 31
/** Squares of weights must be exact in a double. */
const mostWeight = 2 ** 26

/**
 * Whether a rank, a weight and a class fit into 32 bits, and how many of them the last two take: where classes are to be
 * learnt and all weights are small whole numbers.
 */
export function packedItems(
  rows: number,
  target: ForestTarget,
  weights: Float64Array | undefined,
  { bootstrap, maxSamples }: ForestRules,
): ForestPlan['packed'] {
  if (!('codes' in target) || target.balancedSubsample) return undefined
  let most = 1
  for (const weight of weights ?? []) {
    if (!Number.isInteger(weight)) return undefined
    if (weight > most) most = weight
  }
  const draws = bootstrap ? maxSamples : rows
  const mostTimes = bootstrap ? mostDraws : 1
  const classBits = Math.max(1, bitsOf(target.classes - 1))
  if (most * mostTimes >= 2 ** 32 || most * draws > mostWeight) return undefined
  const itemBits = bitsOf(most * mostTimes) + classBits
  return bitsOf(rows) + itemBits <= 32 ? { itemBits, classBits, mostTimes } : undefined
}

function bitsOf(value: number): number {
  return 32 - Math.clz32(value)
}
