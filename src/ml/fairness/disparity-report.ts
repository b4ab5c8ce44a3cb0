import type { Labels } from '../../base/matrix.ts'
import { createRandom } from '../../base/random.ts'
import { requireLabels, requireSameLabels, requireShare, requireWhole } from '../checks.ts'
import { quantile } from '../metrics/quantile.ts'
import { biasCells, resampleCells } from './bias-cells.ts'
import { markPositive } from './facet-counts.ts'
import {
  type DisparityMethod,
  type GroupDisparities,
  groupDisparities,
  type OddsAggregate,
} from './group-disparities.ts'

export interface DisparityReportInput {
  readonly actual: Labels
  readonly predicted: Labels
  readonly facet: Labels
  /** Classes that count as the positive (wanted) outcome. */
  readonly positive: readonly string[]
  readonly method?: DisparityMethod
  readonly aggregate?: OddsAggregate
  /** Groups with fewer rows are told, but enter no disparity: the greatest of many small groups is noise. Default 10. */
  readonly minimumGroup?: number
  readonly seed: number
  /** Default 1000. */
  readonly resamples?: number
  /** Default 0.95. */
  readonly level?: number
}

/** A disparity with percentile intervals; null where most resamples have none. */
export interface JudgedDisparity {
  readonly difference: number
  readonly differenceInterval: readonly [number, number] | null
  readonly ratio: number
  readonly ratioInterval: readonly [number, number] | null
}

export interface DisparityReport {
  /** Every group with rows, also small ones. */
  readonly groups: GroupDisparities['groups']
  readonly overall: GroupDisparities['overall']
  /** Fewer than two groups have the minimum of rows: all were compared, and the disparities say little. */
  readonly smallSample: boolean
  /** Groups that are too small to enter a disparity. */
  readonly left: readonly string[]
  readonly demographicParity: JudgedDisparity
  readonly equalizedOdds: JudgedDisparity
  readonly equalOpportunity: JudgedDisparity
  readonly fourFifths: boolean
}

const kinds = ['demographicParity', 'equalizedOdds', 'equalOpportunity'] as const

/**
 * Fairlearn's differences and ratios between any number of groups, each with a bootstrap interval by drawing rows. A difference of the farthest groups
 * is never below 0, so that its interval lies above 0 also where all groups are treated alike: read how far, not whether.
 *
 * Source: as `groupDisparities`. O(n · resamples + resamples · groups²).
 * @throws E_FACET for fewer than two groups with rows; E_ML_LABEL, E_ML_SHAPE, E_ML_PARAMETER
 * @example disparityReport({ actual, predicted, facet: race, positive: ['>50K'], seed: 1 }).demographicParity.difference
 */
export function disparityReport(input: DisparityReportInput): DisparityReport {
  const { actual, predicted, facet, positive, method, aggregate, seed } = input
  const { minimumGroup = 10, resamples = 1000, level = 0.95 } = input
  requireSameLabels(actual, predicted)
  requireLabels(facet, actual.codes.length)
  requireWhole('resamples', resamples, 1)
  requireShare('level', level)
  const isPositive = markPositive(actual.classes, positive)
  const cells = biasCells(actual, predicted, [facet], undefined)
  const facetOfCell = cells.facets[0]!
  const sizes = new Float64Array(facet.classes.length)
  for (const [cell, code] of facetOfCell.entries()) sizes[code]! += cells.counts[cell]!
  const judgeOf = (kept: (code: number) => boolean) => {
    const chosen = [...facetOfCell.keys()].filter((cell) => kept(facetOfCell[cell]!))
    const pick = (codes: ArrayLike<number>) => Int32Array.from(chosen, (cell) => codes[cell]!)
    const happened = pick(cells.actual).map((code) => isPositive[code]!)
    const said = pick(cells.predicted).map((code) => isPositive[code]!)
    const groups = { classes: facet.classes, codes: pick(facetOfCell) }
    return (counts: Float64Array) =>
      groupDisparities(happened, said, groups, {
        method,
        aggregate,
        sampleWeight: Float64Array.from(chosen, (cell) => counts[cell]!),
      })
  }
  const all = judgeOf(() => true)(cells.counts)
  const groupsFrom = (least: number) => sizes.filter((size) => size >= Math.max(1, least)).length
  // Where nothing else is left to compare, small groups are compared, and said to be small.
  const smallSample = groupsFrom(minimumGroup) < 2
  const isLarge = (code: number) => sizes[code]! >= (smallSample ? 1 : minimumGroup)
  const judge = judgeOf(isLarge)
  const observed = judge(cells.counts)

  const random = createRandom(seed)
  const drawn = new Float64Array(cells.counts.length)
  const found = kinds.map(() => ({ difference: [] as number[], ratio: [] as number[] }))
  for (let resample = 0; resample < resamples; resample++) {
    resampleCells(cells, random, drawn)
    const occurring = new Set([...facetOfCell].filter((code, cell) => isLarge(code) && drawn[cell]! > 0))
    if (occurring.size < 2) continue
    const judged = judge(drawn)
    for (const [k, kind] of kinds.entries()) {
      found[k]!.difference.push(judged[kind].difference)
      found[k]!.ratio.push(judged[kind].ratio)
    }
  }
  const interval = (values: readonly number[]): [number, number] | null => {
    if (values.length * 2 <= resamples) return null
    const sorted = Float64Array.from(values).sort()
    return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)]
  }
  const withIntervals = (kind: (typeof kinds)[number]): JudgedDisparity => {
    const { difference, ratio } = found[kinds.indexOf(kind)]!
    return { ...observed[kind], differenceInterval: interval(difference), ratioInterval: interval(ratio) }
  }
  return {
    groups: all.groups,
    overall: all.overall,
    smallSample,
    left: (smallSample ? [] : all.groups.filter(({ rows }) => rows < minimumGroup)).map(({ group }) => group),
    demographicParity: withIntervals('demographicParity'),
    equalizedOdds: withIntervals('equalizedOdds'),
    equalOpportunity: withIntervals('equalOpportunity'),
    fourFifths: observed.fourFifths,
  }
}
