import type { FitOptions } from '../fit-options.ts'
import type { Model } from '../model.ts'
import { type AutoBoard, autoBoard } from './auto-board.ts'
import type { AutoData } from './auto-data.ts'
import { chooseEnsemble } from './choose-ensemble.ts'
import { fitEnsemble } from './fit-ensemble.ts'
import { type CandidateSearch, searchCandidates } from './search-candidates.ts'

/** What came out. */
export interface AutoFit {
  readonly model: Model
  readonly board: AutoBoard
}

/**
 * A model without choosing a learner: candidates of several kinds are tried within a budget, each judged on rows that it did not
 * see; those that help one another become one model, with weights, calibrated where that pays.
 *
 * ```
 * searchCandidates   the baseline, a fixed list, Sobol points and further seeds → what each says of left-out rows
 * chooseEnsemble     greedy weights by those predictions; a calibration, if it makes the loss less across folds
 * fitEnsemble        the members on all rows → `voting` of prepared models, calibrated
 * autoBoard          everything that was tried, the baseline first, refusals with their reasons
 * ```
 *
 * The same data, seed and number of candidates give the same model, whatever the threads. Log loss for classes, squared error for
 * numbers. Fits: candidates · folds + members.
 * @throws as `searchCandidates` and `fitEnsemble`
 * @example
 * const split = stratifiedKFold(labels, { nSplits: 5, seed: 1 })
 * const { model, board } = await fitAuto({ features, target: labels, split }, { seed: 1, candidates: 12 })
 */
export async function fitAuto(
  data: AutoData,
  options: CandidateSearch & Pick<FitOptions, 'progress'>,
): Promise<AutoFit> {
  const { candidates, progress, told } = options
  const total = candidates + 2
  const tried = await searchCandidates(data, {
    ...options,
    told: (done, one, loss) => {
      told?.(done, one, loss)
      progress?.(done + 1, total)
    },
  })
  const chosen = chooseEnsemble(data, tried)
  const { threads, signal } = options
  const model = await fitEnsemble(data, chosen, { threads, signal })
  progress?.(total, total)
  return { model, board: autoBoard(data, tried, chosen) }
}
