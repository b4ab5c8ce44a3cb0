import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { BinaryCounts } from './facet-counts.ts'

/**
 * GE, the generalized entropy index with α = 2: how unequally predictions benefit the rows, whatever their group.
 * `1 / (2 N) · Σ ((b_i / b̄)² - 1)`, benefit `b = ŷ - y + 1`: 1 for a right prediction, 2 for a false positive, 0 for a
 * false negative. 0 is equal. It may exceed the 0.5 that the documentation names, and is not clamped.
 *
 * Source: Speicher et al., KDD 2018; SageMaker Clarify, `posttraining.py: GE`. O(1).
 * @throws E_FACET when every row is a false negative: the mean benefit is 0
 * @example generalizedEntropy({ tp: 3, fp: 3, fn: 2, tn: 4 }) // 0.24556213017751485
 */
export function generalizedEntropy({ tp, fp, fn, tn }: BinaryCounts): number {
  const rows = tp + fp + fn + tn
  const mean = (tp + tn + 2 * fp) / rows
  if (!(mean > 0)) {
    throw new MillraceError('E_FACET', `All ${rows} rows are false negatives: generalized entropy is not defined.`)
  }
  const square = (benefit: number) => (benefit / mean) ** 2 - 1
  return ((tp + tn) * square(1) + fp * square(2) + fn * square(0)) / (2 * rows)
}
