import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import type { Probabilities } from '../model.ts'

/**
 * The most probable class of each row; of equally probable ones the first. O(rows · K).
 * @throws E_ML_EMPTY; E_ML_NOT_FINITE for a probability that is NaN
 * @example mostProbable({ rows: 1, classes: ['lost', 'won'], data: Float64Array.of(0.3, 0.7) }).codes // [1]
 */
export function mostProbable(probabilities: Probabilities): Labels {
  const { rows, classes, data } = probabilities
  if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'There are no predictions.')
  const codes = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    let best = 0
    for (let k = 0; k < classes.length; k++) {
      const p = data[i * classes.length + k]!
      if (Number.isNaN(p)) {
        throw new MillraceError('E_ML_NOT_FINITE', `The probability of "${classes[k]}" in row ${i + 1} is NaN.`)
      }
      if (p > data[i * classes.length + best]!) best = k
    }
    codes[i] = best
  }
  return { classes, codes }
}
