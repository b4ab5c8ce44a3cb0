import type { Labels, Matrix } from '../../base/matrix.ts'
import { cleanAfterSmote } from './clean-after-smote.ts'
import { type EditedNearestNeighboursOptions, rowsInAgreement } from './edited-nearest-neighbours.ts'
import type { SmoteOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'

export interface SmoteEnnOptions extends SmoteOptions {
  /** How rows are cleaned away. Default: of all classes, 3 neighbours, `all`. */
  readonly enn?: Pick<EditedNearestNeighboursOptions, 'samplingStrategy' | 'nNeighbors' | 'kindSel'> | undefined
}

/**
 * SMOTE, then edited nearest neighbours over old and new rows of all classes. Rows come class by class.
 *
 * Source: Batista, Prati and Monard, "A study of the behavior of several methods for balancing machine learning training
 * data" (2004); imbalanced-learn 0.10 `SMOTEENN(random_state=seed)`, to the last bit as for `smote`. O(n² · columns).
 * @throws as `smote` and `editedNearestNeighbours`
 * @example (await smoteEnn(features, labels, { seed: 0 })).counts
 */
export function smoteEnn(features: Matrix, labels: Labels, options: SmoteEnnOptions): Promise<Resampled> {
  const { threads, signal } = options
  return cleanAfterSmote(features, labels, options, (grown, search) =>
    rowsInAgreement(grown, search, { samplingStrategy: 'all', ...options.enn, threads, signal }),
  )
}
