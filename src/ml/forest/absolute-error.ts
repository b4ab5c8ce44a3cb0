import type { MemoryViews } from '../kernels/forest/memory-views.ts'
import { noteSplit } from '../kernels/forest/note-split.ts'
import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import type { Cut } from '../kernels/forest/score-cut.ts'
import { noneMissing, sheetAt } from '../kernels/forest/sheet.ts'
import type { ForestPlan } from './forest-plan.ts'
import type { Sample } from './load-sample.ts'
import { MedianErrors } from './median-errors.ts'
import { weightedMedian } from './weighted-median.ts'

/** A node's rows by their targets, upwards. */
interface ByTarget {
  readonly rows: Uint32Array
  /** The targets in the unit of the memory's sums over weights. */
  readonly targets: Float64Array
}

/**
 * The criterion `absoluteError`, in TypeScript over the kernels' memory: correct, and much slower than `squaredError`.
 * A score is the negative sum of absolute errors of both sides about their medians. O(n log n) a node and feature.
 *
 * Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984), ch. 8.11.
 */
export function createAbsoluteError(plan: ForestPlan, sheet: number, kernels: ForestKernels, memory: MemoryViews) {
  const { words, doubles } = memory
  const at = (offset: number) => words[(sheet + offset) >>> 2]!
  const entries = at(sheetAt.entries) >>> 2
  const records = at(sheetAt.records) >>> 3
  const keys = at(sheetAt.keys) >>> 2
  const targets = doubles.subarray(plan.targets >>> 3, (plan.targets >>> 3) + plan.rows)
  const place = new Uint32Array(plan.rows)
  const leastWeight = () => doubles[(sheet + sheetAt.minWeight) >>> 3]!
  const weightOf = (row: number) => doubles[records + 2 * row]!
  let unit = 1

  function byTarget(start: number, end: number): ByTarget {
    const rows = Uint32Array.from({ length: end - start }, (_, i) => words[entries + 2 * (start + i)]!)
    rows.sort((a, b) => targets[a]! - targets[b]! || a - b)
    rows.forEach((row, i) => {
      place[row] = i
    })
    return { rows, targets: Float64Array.from(rows, (row) => (targets[row]! - plan.center) * unit) }
  }

  /** The sum of errors of the first rows of a list, for each number of rows from 0. */
  function errorsOf(rows: readonly number[], { targets }: ByTarget): { error: Float64Array; weight: Float64Array } {
    const errors = new MedianErrors(targets)
    const error = new Float64Array(rows.length + 1)
    const weight = new Float64Array(rows.length + 1)
    for (const [i, row] of rows.entries()) {
      errors.add(place[row]!, weightOf(row), doubles[records + 2 * row + 1]!)
      error[i + 1] = errors.error
      weight[i + 1] = weight[i]! + weightOf(row)
    }
    return { error, weight }
  }

  /** Notes the best split of rows in a given order into the first ones, which go left, and the others. */
  function scan(
    feature: number,
    left: readonly number[],
    right: readonly number[],
    order: ByTarget,
    missingLeft: number,
    rank: (row: number) => number,
  ): void {
    const least = at(sheetAt.minRows)
    const fixed = left.length
    const forward = errorsOf([...left, ...right], order)
    const backward = errorsOf(right.toReversed(), order)
    for (let i = 1; i < right.length; i++) {
      const own = rank(right[i - 1]!)
      const next = rank(right[i]!)
      if (own === next || fixed + i < least || right.length - i < least) continue
      if (forward.weight[fixed + i]! < leastWeight() || backward.weight[right.length - i]! < leastWeight()) continue
      const score = -(forward.error[fixed + i]! + backward.error[right.length - i]!)
      noteSplit(memory, sheet, score, feature, own, next, missingLeft)
    }
  }

  const rankIn = (feature: number) => (row: number) => words[(plan.ranks >>> 2) + row * plan.columns + feature]!
  const missingOf = (feature: number) => words[(plan.missing >>> 2) + feature]!

  return {
    reset({ weightUnit, targetUnit }: Sample): void {
      unit = weightUnit / targetUnit
    },

    scoreNode(start: number, end: number): number {
      const order = byTarget(start, end)
      return -errorsOf([...order.rows], order).error.at(-1)!
    },

    leafValue(start: number, end: number): number {
      const { rows } = byTarget(start, end)
      return weightedMedian(
        Array.from(rows, (row) => targets[row]!),
        Array.from(rows, weightOf),
      )
    },

    /** As the kernel `searchWide`. */
    search(_sheet: number, start: number, end: number, from: number, to: number): number {
      const order = byTarget(start, end)
      let varying = 0
      for (let f = from; f < to; f++) {
        const feature = words[(at(sheetAt.features) >>> 2) + f]!
        const sorted = kernels.sortRows(sheet, start, end, feature) >>> 2
        if (at(sheetAt.lowRank) === at(sheetAt.highRank)) continue
        varying++
        const rank = rankIn(feature)
        const rows = Array.from({ length: end - start }, (_, i) => words[sorted + 2 * i]!)
        const gap = missingOf(feature)
        const known = rows.filter((row) => rank(row) !== gap)
        const missing = rows.slice(known.length)
        scan(feature, [], rows, order, missing.length === 0 ? noneMissing : 0, rank)
        if (missing.length > 0) scan(feature, missing, known, order, 1, rank)
      }
      return varying
    },

    /** As `scoreCut`. */
    scoreCut(_memory: MemoryViews, _sheet: number, start: number, end: number, feature: number, given: Cut): void {
      const { cut, threshold } = given
      const order = byTarget(start, end)
      const rank = rankIn(feature)
      const gap = missingOf(feature)
      const rows = Array.from({ length: end - start }, (_, i) => words[entries + 2 * (start + i)]!)
      const below = rows.filter((_, i) => words[keys + i]! !== gap && words[keys + i]! <= cut)
      const above = rows.filter((_, i) => words[keys + i]! !== gap && words[keys + i]! > cut)
      const missing = rows.filter((_, i) => words[keys + i] === gap)
      const low = below.reduce((most, row) => Math.max(most, rank(row)), 0)
      const high = above.reduce((least, row) => Math.min(least, rank(row)), 0xffffffff)
      const consider = (left: readonly number[], right: readonly number[], missingLeft: number) => {
        const least = at(sheetAt.minRows)
        if (left.length < least || right.length < least) return
        const [l, r] = [errorsOf(left, order), errorsOf(right, order)]
        if (l.weight.at(-1)! < leastWeight() || r.weight.at(-1)! < leastWeight()) return
        const score = -(l.error.at(-1)! + r.error.at(-1)!)
        if (noteSplit(memory, sheet, score, feature, low, high, missingLeft)) {
          doubles[(sheet + sheetAt.bestCut) >>> 3] = threshold
        }
      }
      consider(below, [...above, ...missing], missing.length === 0 ? noneMissing : 0)
      if (missing.length > 0) consider([...below, ...missing], above, 1)
    },
  }
}
