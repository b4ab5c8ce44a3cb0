import { isMillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import type { Calibration } from '../calibration/apply-calibration.ts'
import { type CalibrateOptions, fitCalibration } from '../calibration/fit-calibration.ts'

/**
 * A calibration that never becomes certain: beside the rows as they are, each class counts as one row more, spread evenly over all
 * predictions. Where few rows are told apart without an error, a curve alone would sharpen without end, and one error later
 * costs more than all that was won.
 *
 * Source: Platt, "Probabilistic outputs for support vector machines" (1999), whose targets are such, here for any method and any
 * number of classes; Laplace's rule of succession. `fitCalibration` of (K + 1) n rows.
 * @param data probabilities of the rows, row after row
 * @returns undefined where the rows do not allow it, such as a class that has no weight
 */
export function cautiousCalibration(
  data: Float64Array,
  { classes, codes }: Labels,
  { method, sampleWeight }: CalibrateOptions,
): Calibration | undefined {
  const [n, size] = [codes.length, classes.length]
  const copies = size + 1
  const all = { rows: copies * n, classes, data: new Float64Array(copies * data.length) }
  const labels = { classes, codes: new Int32Array(copies * n) }
  const weights = new Float64Array(copies * n).fill(1 / n)
  for (let copy = 0; copy < copies; copy++) {
    all.data.set(data, copy * data.length)
    labels.codes.fill(copy, copy * n, (copy + 1) * n)
  }
  // The last copy is the rows as they are.
  labels.codes.set(codes, size * n)
  weights.set(sampleWeight ?? new Float64Array(n).fill(1), size * n)
  try {
    return fitCalibration(labels, all, { method, sampleWeight: weights })
  } catch (error) {
    if (isMillraceError(error) && error.code.startsWith('E_ML_')) return undefined
    throw error
  }
}
