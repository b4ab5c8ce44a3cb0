import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import type { Probabilities } from '../model.ts'
import { meanOfRows, type RowLosses } from './row-losses.ts'
import { type Weighted, weightsOf } from './sample-weights.ts'

/**
 * The ranked probability score of ordered classes, such as loss, draw, win: probability on a class next to what
 * happened costs less than on one far away. Mean of `1 / (K - 1) · Σ_{i<K} (Σ_{j≤i} (p_j - e_j))²`, `e` being 1 for
 * what happened: 0 is perfect, 1 is certain of the opposite end. The order is that of `actual.classes`, and the same
 * when it is turned around.
 *
 * Source: Epstein (1969); Constantinou and Fenton, "Solving the problem of inadequate scoring rules for assessing
 * probabilistic football forecast models", JQAS 8 (2012). O(n K).
 * @throws E_ML_ONE_CLASS for fewer than two classes; else as `brierMultiClass`
 * @example // [0.8, 0.1, 0.1] and the first happened: ((0.8 - 1)² + (0.9 - 1)²) / 2 = 0.025
 */
export function rps(actual: Labels, probabilities: Probabilities, options: Weighted = {}): RowLosses {
  requireProbabilities(actual, probabilities)
  const size = actual.classes.length
  if (size < 2) throw new MillraceError('E_ML_ONE_CLASS', `Ranks need two classes at least, there are ${size}.`)
  const perRow = Float64Array.from(actual.codes, (code, i) => {
    let cumulative = 0
    let sum = 0
    for (let k = 0; k < size - 1; k++) {
      cumulative += probabilities.data[i * size + k]! - (k === code ? 1 : 0)
      sum += cumulative * cumulative
    }
    return sum / (size - 1)
  })
  return meanOfRows(perRow, weightsOf(options.sampleWeight, perRow.length))
}
