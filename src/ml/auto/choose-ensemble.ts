import type { Calibration, CalibrationMethod } from '../calibration/apply-calibration.ts'
import type { AutoCandidate, TriedCandidate } from './auto-candidate.ts'
import { type AutoData, type JudgedRows, judgedRows, predictionWidth } from './auto-data.ts'
import { cautiousCalibration } from './cautious-calibration.ts'
import { type CrossFitted, crossFitEnsemble } from './cross-fit-ensemble.ts'
import { meanLoss } from './mean-loss.ts'
import { mixPredictions } from './mix-predictions.ts'
import { evidenceLosses, rowEvidence } from './row-evidence.ts'
import { selectEnsemble } from './select-ensemble.ts'
import { standardError } from './standard-error.ts'

/** Which candidates make the model, how they are calibrated, and the predictions that judge all of it. */
export interface ChosenEnsemble {
  /** Those that were not refused, in the order in which they were tried: the baseline is the first. */
  readonly candidates: readonly (TriedCandidate & { readonly predictions: Float64Array })[]
  /** One each, from 0, summing to 1. */
  readonly weights: Float64Array
  /** Those with a weight above 0. */
  readonly members: readonly { readonly candidate: AutoCandidate; readonly weight: number }[]
  /** Undefined for numbers, and where no method makes the loss less. */
  readonly calibration: Calibration | undefined
  /** Of the judged rows: the ensemble as it is shipped, chosen and calibrated on other folds than the row's. */
  readonly predictions: Float64Array
  /** The same before calibration. */
  readonly uncalibrated: Float64Array
  /** The same of the one candidate that is best on the other folds. */
  readonly single: Float64Array
}

/**
 * Chooses the weights on all judged rows, none of which the predictions were fitted on, and the calibration that makes the loss
 * least across folds: one that does not pay by more than chance is left out.
 * @param tried as `searchCandidates` gives them; the first is the baseline, which may get a weight too: a little of it keeps a
 *   probability of 0 from being believed
 */
export function chooseEnsemble(data: AutoData, tried: readonly TriedCandidate[]): ChosenEnsemble {
  const judged = judgedRows(data)
  const width = predictionWidth(judged.target)
  const candidates = tried.filter((one) => one.predictions !== undefined) as ChosenEnsemble['candidates']
  const predictions = candidates.map((one) => one.predictions)
  const evidence = predictions.map((said) => rowEvidence(said, judged.target))
  const weights = selectEnsemble(evidence, judged.target, judged)
  const crossed = crossFitEnsemble(predictions, judged)

  const chosen = calibrationThatPays(crossed, judged)
  const all = Int32Array.from(judged.rows.keys())
  const mixed = mixPredictions(predictions, weights, width, all)
  const { target } = judged
  const calibration =
    chosen.method === undefined || target instanceof Float64Array
      ? undefined
      : cautiousCalibration(mixed, target, { method: chosen.method, sampleWeight: judged.sampleWeight })
  return {
    candidates,
    weights,
    members: candidates.flatMap(({ candidate }, e) => (weights[e]! > 0 ? [{ candidate, weight: weights[e]! }] : [])),
    calibration,
    predictions: calibration === undefined ? crossed.mixed : chosen.said,
    uncalibrated: crossed.mixed,
    single: crossed.single,
  }
}

/**
 * The calibration with the least loss on folds that it was not fitted on, if it beats none by more than the standard error of the
 * difference: a curve of few rows that looks better by luck makes much worse what was good.
 */
function calibrationThatPays(
  { mixed, calibrated }: CrossFitted,
  judged: JudgedRows,
): { readonly method?: CalibrationMethod; readonly said: Float64Array } {
  const losses = (said: Float64Array) => evidenceLosses(rowEvidence(said, judged.target), judged.target)
  const before = losses(mixed)
  let best: { method?: CalibrationMethod; said: Float64Array } = { said: mixed }
  for (const [method, said] of calibrated) {
    const gain = meanLoss(mixed, judged) - meanLoss(said, judged)
    const pays = gain > standardError(before, losses(said), gain, judged.sampleWeight)
    if (pays && meanLoss(said, judged) < meanLoss(best.said, judged)) best = { method, said }
  }
  return best
}
