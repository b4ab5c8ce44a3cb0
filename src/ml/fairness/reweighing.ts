import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { type Weighted, weightsOf } from '../metrics/sample-weights.ts'

export interface Reweighing {
  /** One weight a row; their sum is that of the weights given. */
  readonly weights: Float64Array
  /** What rows of each group and outcome are weighed by, in the order of the facet, then of the labels. */
  readonly cells: readonly {
    readonly group: string
    readonly label: string
    readonly rows: number
    readonly weight: number
  }[]
}

/**
 * Weights under which group and outcome are independent: a row of group s with outcome y weighs `P(s) P(y) / P(s, y)`, what the cell would hold
 * without bias over what it holds. A learner that takes weights then meets each outcome equally often in every group; no label is changed.
 *
 * Source: Kamiran and Calders, "Data preprocessing techniques for classification without discrimination", KAIS 33 (2012); AIF360 `Reweighing`.
 * O(n + groups · classes).
 * @param facet any number of groups; cross two facets to weigh their intersections
 * @param options.sampleWeight weights that the rows have already: counted, and multiplied in
 * @throws E_FACET for fewer than two groups; E_ML_ONE_CLASS for a constant label; E_ML_SHAPE; for bad weights as `weightsOf`
 * @example // a: 1 1 1 0, d: 1 0 0 0: the positive row of d weighs 0.5 · 0.5 / 0.125 = 2
 * reweighing(labels, facet).weights
 */
export function reweighing(labels: Labels, facet: Labels, options: Weighted = {}): Reweighing {
  requireLabels(labels)
  requireLabels(facet, labels.codes.length)
  const given = weightsOf(options.sampleWeight, labels.codes.length)
  const size = labels.classes.length
  const joint = new Float64Array(facet.classes.length * size)
  const rows = new Float64Array(joint.length)
  for (let i = 0; i < given.length; i++) {
    const cell = facet.codes[i]! * size + labels.codes[i]!
    joint[cell]! += given[i]!
    rows[cell]!++
  }
  const ofGroup = facet.classes.map((_, s) => joint.subarray(s * size, (s + 1) * size).reduce((sum, w) => sum + w, 0))
  const ofLabel = labels.classes.map((_, y) => ofGroup.reduce((sum, _, s) => sum + joint[s * size + y]!, 0))
  const total = ofGroup.reduce((sum, w) => sum + w, 0)
  const [groups, outcomes] = [ofGroup, ofLabel].map((sums) => sums.filter((w) => w > 0).length)
  if (groups! < 2) {
    throw new MillraceError('E_FACET', `The facet has ${groups} group with rows: weighing needs two.`, {
      hint: 'Choose another facet, or more rows.',
    })
  }
  if (outcomes! < 2) {
    throw new MillraceError(
      'E_ML_ONE_CLASS',
      `All ${given.length} rows have the same label: there is nothing to weigh.`,
    )
  }
  const factor = joint.map((w, cell) =>
    w === 0 ? 0 : (ofGroup[Math.floor(cell / size)]! * ofLabel[cell % size]!) / (total * w),
  )
  return {
    weights: given.map((w, i) => w * factor[facet.codes[i]! * size + labels.codes[i]!]!),
    cells: facet.classes.flatMap((group, s) =>
      labels.classes.map((label, y) => ({
        group,
        label,
        rows: rows[s * size + y]!,
        weight: factor[s * size + y]!,
      })),
    ),
  }
}
