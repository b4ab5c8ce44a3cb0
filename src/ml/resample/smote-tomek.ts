import type { Labels, Matrix } from '../../base/matrix.ts'
import { cleanAfterSmote } from './clean-after-smote.ts'
import type { CleaningOptions, SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { rowsWithoutLinks } from './tomek-links.ts'

export interface SmoteTomekOptions extends SmoteOptions {
  /** From which classes links are taken away. Default: all. */
  readonly tomek?: Pick<CleaningOptions, 'samplingStrategy'> | undefined
}

/**
 * SMOTE, then both rows of every Tomek link among old and new rows go. The rest keep their order.
 *
 * Source: Batista, Bazzan and Monard, "Balancing training data for automated annotation of keywords" (2003);
 * imbalanced-learn 0.10 `SMOTETomek(random_state=seed)`, to the last bit as for `smote`. O(n² · columns).
 * @throws as `smote`
 * @example (await smoteTomek(features, labels, { seed: 0 })).counts
 */
export function smoteTomek(features: Matrix, labels: Labels, options: SmoteTomekOptions): Promise<Resampled> {
  const { threads, signal } = options
  return cleanAfterSmote(features, labels, options, (grown, search) =>
    rowsWithoutLinks(grown, search, { samplingStrategy: 'all', ...options.tomek, threads, signal }),
  )
}
