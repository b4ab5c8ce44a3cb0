import type { Labels, Matrix } from '../../base/matrix.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { requireOthers, requireSearch } from './check-resampling.ts'
import { cleaningTargets } from './cleaning-targets.ts'
import { keepRows } from './keep-rows.ts'
import type { CleaningOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'

/**
 * Takes away rows in Tomek links: two rows of different classes, each of which is the other's nearest neighbour. Of a link
 * those rows go whose class `samplingStrategy` names: by default the one that is not of the smallest class, `all` both. The
 * rest keep their order.
 *
 * Source: Tomek, "Two modifications of CNN" (1976); imbalanced-learn 0.10 `TomekLinks`: the same rows, as long as no two
 * neighbours are equally distant. O(n² · columns).
 * @throws as `smote`
 * @example (await tomekLinks(features, labels)).origin
 */
export async function tomekLinks(features: Matrix, labels: Labels, options: CleaningOptions = {}): Promise<Resampled> {
  const { search } = requireSearch(features, labels, options.search)
  requireOthers('the rows', 1, features.rows)
  return keepRows(features, labels, await rowsWithoutLinks(labels, search, options))
}

/** The rows that stay, upwards. */
export async function rowsWithoutLinks(labels: Labels, search: Matrix, options: CleaningOptions): Promise<Int32Array> {
  const targets = cleaningTargets(labels, options.samplingStrategy ?? 'auto')
  const columns = search.names.map((_, j) => search.data.subarray(j * search.rows, (j + 1) * search.rows))
  const { indices: nearest } = await nearestNeighbors({ columns }, 1, options)
  const { codes } = labels
  return Int32Array.from(codes.keys()).filter((i) => {
    const other = nearest[i]!
    return !(targets.has(codes[i]!) && codes[other] !== codes[i] && nearest[other] === i)
  })
}
