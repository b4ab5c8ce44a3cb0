import { measureFeature } from './measure-feature.ts'
import type { MemoryViews } from './memory-views.ts'
import { type ScoreCut, scoreCut } from './score-cut.ts'
import { sheetAt } from './sheet.ts'

/**
 * The best of drawn splits of the entries `start … end`: of each of the features number `from … to` of the list `features`
 * one threshold, at its share of the way from the least to the greatest value of the node. A feature whose values are all
 * the same where they are not missing is parted into missing and not missing. O(features · (entries + log U)), U distinct
 * values of a feature.
 *
 * Source: Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006) 3-42.
 * @param score scores one cut; another criterion gives its own
 * @returns how many of the features are not constant there
 */
export function searchDrawn(
  memory: MemoryViews,
  sheet: number,
  start: number,
  end: number,
  from: number,
  to: number,
  score: ScoreCut = scoreCut,
): number {
  const { words, doubles } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  let varying = 0
  for (let f = from; f < to; f++) {
    const feature = words[(at(sheetAt.features) >>> 2) + f]!
    const { low, high, gaps } = measureFeature(memory, sheet, start, end, feature)
    if (gaps === end - start || (low === high && gaps === 0)) continue
    varying++
    let cut = high
    let threshold = Number.POSITIVE_INFINITY
    if (low < high) {
      const table = words[(at(sheetAt.tables) >>> 2) + feature]! >>> 3
      const share = doubles[(at(sheetAt.shares) >>> 3) + f]!
      const last = doubles[table + high]!
      threshold = doubles[table + low]! * (1 - share) + last * share
      cut = cutBelow(doubles, table, threshold, low, high - 1)
      // Rounding may have drawn the greatest value, which must not go left.
      if (threshold < doubles[table + cut]! || threshold >= last) threshold = doubles[table + cut]!
    }
    score(memory, sheet, start, end, feature, { cut, threshold })
  }
  return varying
}

/** The greatest rank from `low` to `high` whose value is at most the threshold; `low` where none is. */
function cutBelow(doubles: Float64Array, table: number, threshold: number, low: number, high: number): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to + 1) >>> 1
    if (doubles[table + middle]! <= threshold) from = middle
    else to = middle - 1
  }
  return from
}
