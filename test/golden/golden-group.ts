import { expect } from 'vitest'
import { getCurrentTest } from 'vitest/suite'

/** Numbers that were not made by us, and how near ours must come. */
export interface GoldenGroup {
  /** What is compared, as the table of `npm run golden` names it. */
  readonly group: string
  /** Who says so: a library with its version, a page, a second implementation in a script here. */
  readonly source: string
  /** Largest difference, relative to the golden number where that is above 1. 0: the same bits. */
  readonly tolerance: number
  /** Why it is not 1e-9 or less: left out where the arithmetic is the same. */
  readonly reason?: string
}

/** What one test adds to the table. */
export interface GoldenCount extends GoldenGroup {
  readonly numbers: number
  /** Largest difference seen. */
  readonly furthest: number
}

declare module 'vitest' {
  interface TaskMeta {
    golden?: Record<string, GoldenCount>
  }
}

/**
 * A group of golden numbers: `agree` compares and counts, and `npm run golden` prints groups, counts and tolerances of the
 * whole repository.
 * @example
 * const auc = goldenGroup({ group: 'AUC', source: 'scikit-learn 1.2.1', tolerance: 1e-12 })
 * it('is the same', () => auc.agree(rocAuc(y, p), 0.75))
 */
export function goldenGroup(group: GoldenGroup): { agree(ours: Numbers, golden: Numbers): void } {
  return {
    agree(ours, golden) {
      const [own, given] = [listOf(ours), listOf(golden)]
      expect(own.length, group.group).toBe(given.length)
      let [furthest, worst] = [0, 0]
      for (const [i, value] of own.entries()) {
        const apart = distance(value, given[i] as number)
        if (apart > furthest) [furthest, worst] = [apart, i]
      }
      const meta = getCurrentTest()?.meta
      if (meta !== undefined) {
        const before = meta.golden?.[group.group]
        const count: GoldenCount = {
          ...group,
          numbers: (before?.numbers ?? 0) + own.length,
          furthest: Math.max(before?.furthest ?? 0, furthest),
        }
        meta.golden = { ...meta.golden, [group.group]: count }
      }
      expect(furthest, `${group.group}: number ${worst} is ${own[worst]}, not ${given[worst]}`).toBeLessThanOrEqual(
        group.tolerance,
      )
    },
  }
}

type Numbers = number | ArrayLike<number>

function listOf(numbers: Numbers): number[] {
  return typeof numbers === 'number' ? [numbers] : Array.from(numbers)
}

/** Equal infinities, and NaN beside NaN, are no distance apart; NaN beside a number is infinitely far. */
function distance(ours: number, golden: number): number {
  if (Object.is(ours, golden) || ours === golden) return 0
  const gap = Math.abs(ours - golden) / Math.max(1, Math.abs(golden))
  return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap
}
