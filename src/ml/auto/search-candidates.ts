import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireLabels, requireMatrix, requireWhole } from '../checks.ts'
import type { FitOptions } from '../fit-options.ts'
import { requireTarget } from '../regression-data.ts'
import type { AutoCandidate, TriedCandidate } from './auto-candidate.ts'
import { type AutoData, judgedRows } from './auto-data.ts'
import { meanLoss } from './mean-loss.ts'
import type { AutoShape } from './portfolio.ts'
import { proposeCandidate, type Standing } from './propose-candidate.ts'
import { tryCandidate } from './try-candidate.ts'

export interface CandidateSearch extends Pick<FitOptions, 'threads' | 'signal'> {
  /** Unsigned 32-bit integer. */
  readonly seed: number
  /** Candidates beside the baseline, at most. */
  readonly candidates: number
  /**
   * None begins when those before, and fitting the model of them in the end, take so long. Time decides nothing else: the
   * same number of candidates gives the same ones.
   */
  readonly seconds?: number | undefined
  /** In place of trying it now: what is known of it from before. Must give what `make` gives. */
  readonly attempt?: (candidate: AutoCandidate, make: () => Promise<TriedCandidate>) => Promise<TriedCandidate>
  /** After each candidate. */
  readonly told?: (done: number, tried: TriedCandidate, loss: number | undefined) => void
}

/**
 * Tries one candidate after the other (each may use all threads), the baseline first. Fits: one a candidate and fold.
 * @returns them in the order in which they were tried
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_NOT_FINITE for the data; E_ML_PARAMETER for folds or `candidates`; E_ML_ONE_CLASS
 *   where the baseline itself is refused; the signal's reason
 */
export async function searchCandidates(data: AutoData, search: CandidateSearch): Promise<TriedCandidate[]> {
  const { seed, candidates, seconds = Number.POSITIVE_INFINITY, attempt = (_, make) => make(), told } = search
  requireAutoData(data)
  requireWhole('candidates', candidates, 1)
  const judged = judgedRows(data)
  const shape = shapeOf(data)
  // Folds learn from less than all rows: the last fit of a candidate on all of them costs more than one fold's.
  const withLastFit = 1 + 1.25 / data.split.length
  const all: TriedCandidate[] = []
  const standings: Standing[] = []
  for (let spent = 0; all.length <= candidates && spent * withLastFit < seconds; ) {
    const candidate = proposeCandidate(shape, standings, seed)
    const tried = await attempt(candidate, () => tryCandidate(candidate, data, search))
    const loss = tried.predictions && meanLoss(tried.predictions, judged)
    if (all.length === 0 && loss === undefined) {
      throw new MillraceError('E_ML_EMPTY', `Not even the baseline can be fitted: ${tried.refused}`)
    }
    all.push(tried)
    standings.push({ candidate, loss })
    spent += tried.seconds
    told?.(all.length - 1, tried, loss)
  }
  return all
}

function requireAutoData({ features, target }: AutoData): void {
  requireMatrix(features)
  if (target instanceof Float64Array) requireTarget(features, target)
  else requireLabels(target, features.rows)
}

function shapeOf({ features: { rows }, target }: AutoData): AutoShape {
  if (!(target instanceof Float64Array)) return { task: 'classification', rows, spread: 0 }
  const mean = target.reduce((sum, value) => sum + value, 0) / rows
  const squares = target.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { task: 'regression', rows, spread: Math.sqrt(squares / rows) }
}
