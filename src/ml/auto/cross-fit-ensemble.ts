import { type CalibrationMethod, calibrate } from '../calibration/apply-calibration.ts'
import { type JudgedRows, predictionWidth } from './auto-data.ts'
import { cautiousCalibration } from './cautious-calibration.ts'
import { meanLoss } from './mean-loss.ts'
import { mixPredictions, someJudged } from './mix-predictions.ts'
import { rowEvidence } from './row-evidence.ts'
import { selectEnsemble } from './select-ensemble.ts'

/** Few parameters, so that few rows are enough: one number for all classes, or three a class. */
const methods: readonly CalibrationMethod[] = ['temperature', 'beta']

/** What the ensemble and the best candidate say of rows that had no part in choosing or calibrating them. */
export interface CrossFitted {
  /** Of the judged rows, row after row; not calibrated. */
  readonly mixed: Float64Array
  /** Of each method that could be fitted in every fold. */
  readonly calibrated: ReadonlyMap<CalibrationMethod, Float64Array>
  /** Of the candidate that is best on the other folds. */
  readonly single: Float64Array
}

/**
 * What choosing is worth: for each fold weights are chosen, and calibrations fitted, by the rows that all other folds test; then they
 * are asked about this fold's. The candidate with the best score of many is partly lucky, and so is an ensemble on the rows that chose
 * it: judged like this, neither is.
 *
 * Source: Stone, "Cross-validatory choice and assessment" (1974). Folds times `selectEnsemble`.
 * @param predictions of each candidate for the judged rows
 */
export function crossFitEnsemble(predictions: readonly Float64Array[], judged: JudgedRows): CrossFitted {
  const width = predictionWidth(judged.target)
  const mixed = new Float64Array(judged.rows.length * width)
  const single = new Float64Array(mixed.length)
  const calibrated = new Map(
    judged.target instanceof Float64Array ? [] : methods.map((method) => [method, new Float64Array(mixed.length)]),
  )
  for (const fold of new Set(judged.folds)) {
    const places = (inside: boolean) =>
      Int32Array.from(judged.folds.keys()).filter((place) => (judged.folds[place] === fold) === inside)
    const [own, others] = [places(true), places(false)]
    const rest = someJudged(judged, others)
    const known = predictions.map((said) => mixPredictions([said], Float64Array.of(1), width, others))
    const weights = selectEnsemble(
      known.map((said) => rowEvidence(said, rest.target)),
      rest.target,
      rest,
    )
    const losses = known.map((said) => meanLoss(said, rest))
    const best = Float64Array.from(losses, (_, e) => (e === losses.indexOf(Math.min(...losses)) ? 1 : 0))
    const asked = mixPredictions(predictions, weights, width, own)
    put(mixed, asked, own, width)
    put(single, mixPredictions(predictions, best, width, own), own, width)
    if (rest.target instanceof Float64Array) continue
    const { classes } = rest.target
    const learnt = mixPredictions(predictions, weights, width, others)
    for (const [method, whole] of calibrated) {
      const curve = cautiousCalibration(learnt, rest.target, { method, sampleWeight: rest.sampleWeight })
      if (curve === undefined) calibrated.delete(method)
      else put(whole, calibrate({ rows: own.length, classes, data: asked }, curve).data, own, width)
    }
  }
  return { mixed, calibrated, single }
}

function put(whole: Float64Array, part: Float64Array, places: Int32Array, width: number): void {
  for (const [i, place] of places.entries()) whole.set(part.subarray(i * width, (i + 1) * width), place * width)
}
