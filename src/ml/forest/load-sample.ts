import type { Random } from '../../base/random.ts'
import { viewMemory } from '../kernels/forest/memory-views.ts'
import { sheetAt } from '../kernels/forest/sheet.ts'
import { drawTimes } from './draw-times.ts'
import type { ForestPlan, Workbench } from './forest-plan.ts'

/** The rows of one tree, laid out for kernels. */
export interface Sample {
  readonly entries: number
  /** Multiplies a weight in the memory into a weight of the data. */
  readonly weightUnit: number
  /** Multiplies a weighted target in the memory into one of the data; 1 for classes. */
  readonly targetUnit: number
}

/** Sums stay below 2^52, so that doubles add whole numbers exactly, in any order. */
const mostSum = 2 ** 52

/**
 * Draws the rows of each tree and writes their entries and records. Weights, and weighted targets less their mean, become
 * whole numbers: they are multiplied by a power of two that makes the most of 52 bits (weights that are whole numbers stay
 * as they are) and rounded. What is lost lies below the rounding of ordinary sums.
 */
export function createSampler(plan: ForestPlan, bench: Workbench, buffer: ArrayBufferLike) {
  const { rows, classes, packed, rules } = plan
  const { words, doubles } = viewMemory(buffer)
  const codes = new Int32Array(buffer, plan.targets, rows)
  const targets = doubles.subarray(plan.targets >>> 3, (plan.targets >>> 3) + rows)
  const own = plan.weights === 0 ? undefined : new Float64Array(buffer, plan.weights, rows)
  const times = new Uint32Array(rows).fill(1)
  const entries = bench.entries >>> 2
  const records = bench.records >>> 3

  /** The weight that each class is multiplied by in this tree: `n / (K n_k)` by how often it was drawn. */
  function balance(): Float64Array | undefined {
    if (!plan.balancedSubsample) return undefined
    const counts = new Float64Array(classes)
    let all = 0
    for (let i = 0; i < rows; i++) {
      counts[codes[i]!]! += times[i]!
      all += times[i]!
    }
    const present = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
    return counts.map((count) => (count > 0 ? all / (present * count) : 1))
  }

  return (random: Random): Sample => {
    if (rules.bootstrap) drawTimes(random, rules, own, packed?.mostTimes ?? Number.POSITIVE_INFINITY, times)
    const perClass = balance()
    const weightOf = (i: number) => times[i]! * (own?.[i] ?? 1) * (perClass?.[codes[i]!] ?? 1)
    let n = 0
    for (let i = 0; i < rows; i++) {
      if (times[i] === 0 || own?.[i] === 0) continue
      words[entries + 2 * n] = i
      words[entries + 2 * n + 1] = packed === undefined ? 0 : (weightOf(i) << packed.classBits) | codes[i]!
      n++
    }
    words[(bench.sheet + sheetAt.records) >>> 2] = packed === undefined ? bench.records : 0
    if (packed !== undefined) return { entries: n, weightUnit: 1, targetUnit: 1 }

    let weight = 0
    let spread = 0
    let whole = true
    for (let e = 0; e < n; e++) {
      const i = words[entries + 2 * e]!
      const w = weightOf(i)
      weight += w
      whole &&= Number.isInteger(w)
      if (classes === 0) spread += w * Math.abs(targets[i]! - plan.center)
    }
    const weightScale = whole && weight < mostSum ? 1 : scaleTo(weight)
    const targetScale = spread > 0 ? scaleTo(spread) : 1
    for (let e = 0; e < n; e++) {
      const i = words[entries + 2 * e]!
      const w = weightOf(i)
      doubles[records + 2 * i] = Math.max(1, Math.round(w * weightScale))
      doubles[records + 2 * i + 1] =
        classes === 0 ? Math.round(w * (targets[i]! - plan.center) * targetScale) : codes[i]!
    }
    return { entries: n, weightUnit: 1 / weightScale, targetUnit: 1 / targetScale }
  }
}

/** The power of two that brings a sum to between 2^50 and 2^51: rounding each of its parts up leaves it below 2^52. */
function scaleTo(sum: number): number {
  let scale = 1
  while (sum * scale < mostSum / 4 && scale < 2 ** 1000) scale *= 2
  while (sum * scale > mostSum / 2) scale /= 2
  return scale
}
