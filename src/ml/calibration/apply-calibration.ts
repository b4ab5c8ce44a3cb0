import type { Probabilities } from '../model.ts'
import type { BetaCalibration } from './beta-calibration.ts'
import type { IsotonicCalibration } from './isotonic-calibration.ts'
import type { SigmoidCalibration } from './sigmoid-calibration.ts'
import { applyTemperature } from './temperature-calibration.ts'

export type CalibrationMethod = 'sigmoid' | 'isotonic' | 'beta' | 'temperature'

/** What was fitted: one curve a class (for two classes one, of the second), or one temperature for all. */
export type Calibration =
  | { readonly method: 'sigmoid'; readonly curves: readonly SigmoidCalibration[] }
  | { readonly method: 'isotonic'; readonly curves: readonly IsotonicCalibration[] }
  | { readonly method: 'beta'; readonly curves: readonly BetaCalibration[] }
  | { readonly method: 'temperature'; readonly temperature: number }

/**
 * Probabilities of a model, calibrated: each class by its curve, the row made to sum to 1 again (a row whose curves are all
 * 0 becomes uniform); of two classes the first is what the second leaves. O(n K).
 * @param calibration one curve a class in the order of `probabilities.classes`, as `fitCalibration` gives them
 * @example calibrate(model.predictProbability(test), fitCalibration(labels, held, { method: 'beta' }))
 */
export function calibrate(probabilities: Probabilities, calibration: Calibration): Probabilities {
  if (calibration.method === 'temperature') return applyTemperature(probabilities, calibration.temperature)
  const { curves } = calibration
  const { rows, classes } = probabilities
  const size = classes.length
  const data = new Float64Array(rows * size)
  for (let start = 0; start < data.length; start += size) {
    if (size === 2) {
      const p = curves[0]!.apply(probabilities.data[start + 1]!)
      data[start] = 1 - p
      data[start + 1] = p
      continue
    }
    let sum = 0
    for (let k = 0; k < size; k++) {
      data[start + k] = curves[k]!.apply(probabilities.data[start + k]!)
      sum += data[start + k]!
    }
    for (let k = 0; k < size; k++) data[start + k] = sum > 0 ? data[start + k]! / sum : 1 / size
  }
  return { rows, classes, data }
}
