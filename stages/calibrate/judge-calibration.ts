import { deriveSeed, type Labels } from 'millrace'
import {
  bootstrapDifference,
  brierMultiClass,
  type CalibrateOptions,
  type Calibration,
  calibrate,
  expectedCalibrationError,
  fitCalibration,
  logLoss,
  type Probabilities,
  stratifiedKFold,
} from 'millrace/ml'
import type { Difference } from '../evaluate/difference-sentence.ts'
import type { CalibrateParams } from './params.ts'

/** Probabilities of the calibration rows, judged. */
export interface Judgement {
  /** Natural logarithm, mean over rows. */
  readonly logLoss: number
  /** Squared error summed over the classes: from 0 to 2. */
  readonly brierSumOverClasses: number
  readonly expectedCalibrationError: { readonly value: number; readonly bins: number }
}

export interface BeforeAndAfter {
  /** Cross-fitted: each row is judged by a curve that it had no part in. In-sample flatters. */
  readonly judged: 'cross-fitted' | 'in-sample'
  readonly folds: number | null
  readonly before: Judgement
  readonly after: Judgement
  /** After minus before. */
  readonly logLoss: Difference
  readonly brierSumOverClasses: Difference
  /** What `after` was judged by. */
  readonly probabilities: Probabilities
}

/** Judges what calibration does for rows that it was not fitted on, as far as the calibration rows alone can tell. */
export function judgeCalibration(
  labels: Labels,
  before: Probabilities,
  whole: Calibration,
  params: CalibrateParams,
  sampleWeight: Float64Array | undefined,
  seed: number,
): BeforeAndAfter {
  const folds = foldsFor(labels, params.folds)
  const { method } = params
  const after =
    folds === null ? calibrate(before, whole) : crossFitted(labels, before, folds, { method, sampleWeight }, seed)
  const weighted = { sampleWeight }
  const judge = (probabilities: Probabilities) => ({
    losses: logLoss(labels, probabilities, weighted),
    brier: brierMultiClass(labels, probabilities, weighted),
    error: expectedCalibrationError(labels, probabilities, { ...weighted, bins: params.bins }),
  })
  const [one, other] = [judge(before), judge(after)]
  const options = { seed: deriveSeed(seed, 'bootstrap'), ...params.bootstrap, ...weighted }
  const difference = (of: 'losses' | 'brier'): Difference => {
    const { mean, lower, upper, level } = bootstrapDifference(other[of].perRow, one[of].perRow, options)
    return { mean, lower, upper, level, n: labels.codes.length }
  }
  const summary = ({ losses, brier, error }: ReturnType<typeof judge>): Judgement => ({
    logLoss: losses.value,
    brierSumOverClasses: brier.value,
    expectedCalibrationError: error,
  })
  return {
    judged: folds === null ? 'in-sample' : 'cross-fitted',
    folds,
    before: summary(one),
    after: summary(other),
    logLoss: difference('losses'),
    brierSumOverClasses: difference('brier'),
    probabilities: after,
  }
}

/** As many folds as the rarest class has rows; null where a fold would be left without one. */
function foldsFor({ classes, codes }: Labels, wanted: number): number | null {
  const rarest = Math.min(...classes.map((_, k) => codes.reduce((sum, code) => sum + (code === k ? 1 : 0), 0)))
  const folds = Math.min(wanted, rarest)
  return folds < 2 ? null : folds
}

function crossFitted(
  labels: Labels,
  before: Probabilities,
  nSplits: number,
  { method, sampleWeight }: CalibrateOptions,
  seed: number,
): Probabilities {
  const size = before.classes.length
  const data = new Float64Array(before.data.length)
  for (const { train, test } of stratifiedKFold(labels, { nSplits, seed: deriveSeed(seed, 'folds') })) {
    const fitted = fitCalibration(
      { classes: labels.classes, codes: train.map((row) => labels.codes[row]!) },
      pick(train),
      {
        method,
        sampleWeight: sampleWeight && Float64Array.from(train, (row) => sampleWeight[row]!),
      },
    )
    const judged = calibrate(pick(test), fitted).data
    for (const [place, row] of test.entries()) data.set(judged.subarray(place * size, (place + 1) * size), row * size)
  }
  return { ...before, data }

  function pick(rows: Int32Array): Probabilities {
    const own = new Float64Array(rows.length * size)
    for (const [place, row] of rows.entries()) own.set(before.data.subarray(row * size, (row + 1) * size), place * size)
    return { ...before, rows: rows.length, data: own }
  }
}
