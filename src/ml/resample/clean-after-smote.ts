import type { Labels, Matrix } from '../../base/matrix.ts'
import { appendRows } from './append-rows.ts'
import { requireSearch } from './check-resampling.ts'
import { keepRows } from './keep-rows.ts'
import type { SmoteOptions } from './resample-options.ts'
import { classCounts, type Resampled } from './resampled.ts'
import { smoteRows } from './smote.ts'
import { smotePairs } from './smote-pairs.ts'
import { openSmoteRoom } from './smote-room.ts'

/**
 * SMOTE, then a cleaning method over old and new rows. Where neighbours are searched in a matrix of their own, the new rows
 * get their places there too: the same mixtures.
 * @param clean gives the rows that stay
 */
export async function cleanAfterSmote(
  features: Matrix,
  labels: Labels,
  options: SmoteOptions,
  clean: (labels: Labels, search: Matrix) => Promise<Int32Array>,
): Promise<Resampled> {
  const room = openSmoteRoom(labels)
  const { search, counts } = requireSearch(features, labels, options.search, room.count)
  const pairs = await smotePairs(room, labels, counts, search, options)
  const grown = appendRows(features, labels, counts, smoteRows(features, pairs))
  const searched = search === features ? grown : appendRows(search, labels, counts, smoteRows(search, pairs))
  const kept = keepRows(grown.features, grown.labels, await clean(grown.labels, searched.features))
  return {
    ...kept,
    origin: kept.origin.map((row) => grown.origin[row]!),
    synthetic: Uint8Array.from(kept.origin, (row) => grown.synthetic[row]!),
    counts: classCounts(labels, kept.labels),
  }
}
