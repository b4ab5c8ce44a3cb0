import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './bootstrap-interval.ts'

/**
 * The percentile bootstrap interval of the mean of `a_i - b_i`: two models' losses on the same rows, compared row by
 * row, so that rows which are hard for both do not widen the interval. Below 0 model a is better; an interval that
 * holds 0 does not tell them apart.
 *
 * Source: see `bootstrapInterval`. O(resamples · n).
 * @throws E_ML_SHAPE for different numbers of rows; else as `bootstrapInterval`
 * @example bootstrapDifference([0.5, 0.7], [0.6, 0.8], { seed: 1 }).mean // -0.1
 */
export function bootstrapDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: BootstrapOptions,
): BootstrapInterval {
  if (a.length !== b.length) {
    throw new MillraceError('E_ML_SHAPE', `The losses are of ${a.length} and ${b.length} rows.`, {
      hint: 'Judge both models on the same rows, in the same order.',
    })
  }
  return bootstrapInterval(
    Float64Array.from({ length: a.length }, (_, i) => a[i]! - b[i]!),
    options,
  )
}
