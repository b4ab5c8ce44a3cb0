import { differenceInProportions } from './difference-in-proportions.ts'
import { difference, divide } from './divide.ts'
import type { BinaryCounts, FacetCounts } from './facet-counts.ts'

/** Ten comparisons of how predictions treat the groups. DI is neutral at 1, all others at 0. */
export interface PredictionGaps {
  readonly dppl: number
  readonly di: number
  readonly dca: number
  readonly dcr: number
  readonly rd: number
  readonly sd: number
  readonly dar: number
  readonly drr: number
  readonly ad: number
  readonly te: number
}

/**
 * From each group's true and false positives and negatives (`'` marks predicted outcomes):
 * - DPPL `q'_a - q'_d`, difference in positive proportions in predicted labels;
 * - DI `q'_d / q'_a`, disparate impact;
 * - DCA `c_a - c_d`, `c = n⁽¹⁾ / n'⁽¹⁾`, observed over predicted positives, difference in conditional acceptance;
 * - DCR `r_d - r_a`, `r = n⁽⁰⁾ / n'⁽⁰⁾`, the same of negatives, difference in conditional rejection;
 * - RD `TPR_a - TPR_d`, recall difference; SD `TNR_d - TNR_a`, specificity difference;
 * - DAR `precision_a - precision_d`, difference in acceptance rates;
 * - DRR `NPV_d - NPV_a`, `NPV = TN / (TN + FN)`, difference in rejection rates;
 * - AD `ACC_a - ACC_d`, accuracy difference;
 * - TE `FN_d / FP_d - FN_a / FP_a`, treatment equality.
 *
 * 0 / 0 counts as 0, x / 0 as infinite, and the difference of two infinities as 0.
 *
 * Source: SageMaker Clarify; `src/smclarify/bias/metrics/posttraining.py`. O(1).
 * @example // amazon-sagemaker-clarify's `dfB`, d = F
 * predictionGaps({ a: { tp: 1, fp: 1, fn: 2, tn: 1 }, d: { tp: 2, fp: 2, fn: 0, tn: 3 } }).di // 1.4285714285714286
 */
export function predictionGaps({ a, d }: FacetCounts<BinaryCounts>): PredictionGaps {
  const sizeA = a.tp + a.fp + a.fn + a.tn
  const sizeD = d.tp + d.fp + d.fn + d.tn
  const calledA = (a.tp + a.fp) / sizeA
  const calledD = (d.tp + d.fp) / sizeD
  return {
    dppl: differenceInProportions(a.tp + a.fp, sizeA, d.tp + d.fp, sizeD),
    di: divide(calledD, calledA),
    dca: difference(divide(a.tp + a.fn, a.tp + a.fp), divide(d.tp + d.fn, d.tp + d.fp)),
    dcr: difference(divide(d.tn + d.fp, d.tn + d.fn), divide(a.tn + a.fp, a.tn + a.fn)),
    rd: divide(a.tp, a.tp + a.fn) - divide(d.tp, d.tp + d.fn),
    sd: divide(d.tn, d.tn + d.fp) - divide(a.tn, a.tn + a.fp),
    dar: divide(a.tp, a.tp + a.fp) - divide(d.tp, d.tp + d.fp),
    drr: divide(d.tn, d.tn + d.fn) - divide(a.tn, a.tn + a.fn),
    ad: (a.tp + a.tn) / sizeA - (d.tp + d.tn) / sizeD,
    te: difference(divide(d.fn, d.fp), divide(a.fn, a.fp)),
  }
}
