import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Weighted } from '../metrics/sample-weights.ts'
import type { Probabilities } from '../model.ts'
import type { Calibration, CalibrationMethod } from './apply-calibration.ts'
import { fitBeta } from './beta-calibration.ts'
import { fitIsotonic } from './isotonic-calibration.ts'
import { fitSigmoid } from './sigmoid-calibration.ts'
import { fitTemperature } from './temperature-calibration.ts'

export interface CalibrateOptions extends Weighted {
  /** Default `sigmoid`: few rows are enough. */
  readonly method?: CalibrationMethod | undefined
}

/**
 * What brings probabilities to what happened: with `temperature` one number for all classes, else a curve for each class
 * against all others (for two classes one, of the second).
 *
 * Source: scikit-learn, `CalibratedClassifierCV(cv='prefit')`; the methods name theirs. As the method, K times.
 * @param labels of rows that the model has not seen and that no resampler made
 * @param probabilities of the same rows, classes in the same order
 * @throws E_ML_ONE_CLASS when a class happens in none of the rows, or in all; E_ML_PARAMETER for an unknown method; for
 *   what are not probabilities as `logLoss`; else as the method
 * @example fitCalibration(labels, probabilities, { method: 'isotonic' })
 */
export function fitCalibration(
  labels: Labels,
  probabilities: Probabilities,
  options: CalibrateOptions = {},
): Calibration {
  const { method = 'sigmoid', sampleWeight } = options
  requireProbabilities(labels, probabilities)
  if (method === 'temperature') return { method, temperature: fitTemperature(labels, probabilities, { sampleWeight }) }
  const size = labels.classes.length
  const rowsOf = (k: number) => ({
    happened: labels.codes.map((code) => (code === k ? 1 : 0)),
    scores: Float64Array.from(labels.codes, (_, i) => probabilities.data[i * size + k]!),
    sampleWeight,
  })
  const curveOf = size === 2 ? [1] : labels.classes.map((_, k) => k)
  const each = <C>(curve: (rows: ReturnType<typeof rowsOf>) => C) => curveOf.map((k) => curve(rowsOf(k)))
  switch (method) {
    case 'sigmoid':
      return { method, curves: each(fitSigmoid) }
    case 'isotonic':
      return { method, curves: each(fitIsotonic) }
    case 'beta':
      return { method, curves: each(fitBeta) }
    default:
      throw new MillraceError('E_ML_PARAMETER', `method is "${String(method)}".`, {
        hint: 'Use sigmoid, isotonic, beta or temperature.',
      })
  }
}
