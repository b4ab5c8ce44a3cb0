import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { nearestNeighbors } from '../neighbors/nearest-neighbors.ts'
import { requireOthers, requireSearch } from './check-resampling.ts'
import { cleaningTargets } from './cleaning-targets.ts'
import { keepRows } from './keep-rows.ts'
import type { CleaningOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { columnsOf, rowsOfClass } from './rows-of-class.ts'
import { classSizes } from './sampling-strategy.ts'

export interface EditedNearestNeighboursOptions extends CleaningOptions {
  /** Default 3. */
  readonly nNeighbors?: number | undefined
  /**
   * `all` (default): a row stays when all its neighbours are of its class. `mode`: when its class is the commonest of them,
   * the first in sorted order of those equally common.
   */
  readonly kindSel?: 'all' | 'mode' | undefined
}

/**
 * Takes away rows that their nearest neighbours (among all rows) do not agree with. Rows come class by class in sorted order
 * of the names; `origin` tells which they are.
 *
 * Source: Wilson, "Asymptotic properties of nearest neighbor rules using edited data" (1972); imbalanced-learn 0.10
 * `EditedNearestNeighbours`: the same rows in the same order, as long as no two neighbours are equally distant.
 * O(n² · columns).
 * @throws E_SMOTE_NEIGHBORS when there are no more than nNeighbors rows; E_ML_EMPTY when no row stays; else as `smote`
 * @example (await editedNearestNeighbours(features, labels, { kindSel: 'mode' })).origin
 */
export async function editedNearestNeighbours(
  features: Matrix,
  labels: Labels,
  options: EditedNearestNeighboursOptions = {},
): Promise<Resampled> {
  const { search } = requireSearch(features, labels, options.search)
  return keepRows(features, labels, await rowsInAgreement(labels, search, options))
}

/** The rows that stay, class by class. */
export async function rowsInAgreement(
  labels: Labels,
  search: Matrix,
  options: EditedNearestNeighboursOptions,
): Promise<Int32Array> {
  const { samplingStrategy = 'auto', nNeighbors: k = 3, kindSel = 'all' } = options
  requireWhole('nNeighbors', k, 1)
  requireOthers('nNeighbors', k, search.rows)
  if (kindSel !== 'all' && kindSel !== 'mode') {
    throw new MillraceError('E_ML_PARAMETER', `kindSel is "${String(kindSel)}".`, { hint: 'Use "all" or "mode".' })
  }
  const targets = cleaningTargets(labels, samplingStrategy)
  const { present } = classSizes(labels)
  const kept: Int32Array[] = []
  for (const { code } of present) {
    const rows = rowsOfClass(labels, code)
    if (!targets.has(code)) {
      kept.push(rows)
      continue
    }
    const { indices } = await nearestNeighbors({ columns: columnsOf(search), queries: rows }, k, options)
    const agrees = (i: number) => {
      const around = indices.subarray(i * k, (i + 1) * k)
      if (kindSel === 'all') return around.every((row) => labels.codes[row] === code)
      const votes = (of: number) => around.reduce((sum, row) => sum + (labels.codes[row] === of ? 1 : 0), 0)
      return present.reduce((best, item) => (votes(item.code) > votes(best.code) ? item : best)).code === code
    }
    kept.push(rows.filter((_, i) => agrees(i)))
  }
  const all = new Int32Array(kept.reduce((sum, rows) => sum + rows.length, 0))
  let next = 0
  for (const rows of kept) {
    all.set(rows, next)
    next += rows.length
  }
  if (all.length === 0) {
    throw new MillraceError('E_ML_EMPTY', `No row agrees with its ${k} neighbours: none would stay.`, {
      hint: 'Use kindSel "mode", fewer neighbours, or name the classes to clean in samplingStrategy.',
    })
  }
  return all
}
