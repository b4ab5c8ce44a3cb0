import type { Random } from '../../base/random.ts'
import type { MemoryViews } from '../kernels/forest/memory-views.ts'
import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { sheetAt } from '../kernels/forest/sheet.ts'
import { FeatureDraw } from './feature-draw.ts'
import type { SplitFinder } from './split-finder.ts'

export interface DrawnSplitOptions {
  readonly kernels: ForestKernels
  readonly sheet: number
  readonly memory: MemoryViews
  /** The list of features in the thread's memory. */
  readonly features: Uint32Array
  readonly maxFeatures: number
  /** The values that ranks stand for, a list a feature. */
  readonly tables: readonly Float64Array[]
  /** Scores one cut: `scoreCut`, or that of another criterion. */
  readonly score: ForestKernels['scoreCut']
}

/**
 * The best among splits that are drawn: of each of `maxFeatures` features one threshold, uniformly between the least and
 * the greatest value of the node. Where all drawn features are constant, more are drawn until one is not. A feature whose
 * values are all the same where they are not missing is parted into missing and not missing.
 *
 * Source: Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006) 3-42; scikit-learn,
 * `sklearn/tree/_splitter.pyx: node_split_random`. O(maxFeatures · (rows + log U)), U distinct values of a feature.
 */
export function createDrawnSplitFinder(given: DrawnSplitOptions): SplitFinder {
  const { kernels, sheet, features, maxFeatures, tables, score } = given
  const { words, doubles } = given.memory
  const draw = new FeatureDraw(features)
  const low = (sheet + sheetAt.lowRank) >>> 2
  const high = (sheet + sheetAt.highRank) >>> 2
  const best = (sheet + sheetAt.bestScore) >>> 3
  let cut = Number.NaN

  /** @returns whether the feature varies in the node */
  function tryFeature(start: number, end: number, feature: number, random: Random): boolean {
    const gaps = kernels.measureFeature(sheet, start, end, feature)
    const first = words[low]!
    const last = words[high]!
    if (gaps === end - start || (first === last && gaps === 0)) return false
    const table = tables[feature]!
    let threshold = Number.POSITIVE_INFINITY
    let rank = last
    if (first < last) {
      const share = random.next()
      threshold = table[first]! * (1 - share) + table[last]! * share
      rank = rankBelow(table, threshold, first, last - 1)
      // Rounding may have drawn the greatest value, which must not go left.
      if (threshold < table[rank]! || threshold >= table[last]!) threshold = table[rank]!
    }
    const before = doubles[best]!
    score(sheet, start, end, feature, rank)
    if (doubles[best]! > before) cut = threshold
    return true
  }

  return {
    get cut() {
      return cut
    },
    reset: () => draw.reset(),
    find(start, end, random) {
      draw.begin()
      let varies = false
      while (!draw.done && (draw.drawn < maxFeatures || !varies)) {
        if (tryFeature(start, end, draw.next(random), random)) varies = true
      }
    },
  }
}

/** The greatest rank from `low` to `high` whose value is at most `threshold`; `low` where none is. */
function rankBelow(table: Float64Array, threshold: number, low: number, high: number): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to + 1) >>> 1
    if (table[middle]! <= threshold) from = middle
    else to = middle - 1
  }
  return from
}
