import { MillraceError } from '../../base/errors/millrace-error.ts'
import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'
import { solvePositiveDefinite } from '../linear/solve-positive-definite.ts'
import { type CalibrationRows, type Calibrator, requireCalibrationRows } from './calibrator.ts'

export interface BetaCalibration extends Calibrator {
  /** ln(p / (1 - p)) = a ln s - b ln(1 - s) + c, with a and b from 0. */
  readonly a: number
  readonly b: number
  readonly c: number
}

/** Probabilities are kept this far from 0 and 1, so that their logarithms stay finite. */
const least = 1e-12

export function betaCalibration(a: number, b: number, c: number): BetaCalibration {
  return {
    a,
    b,
    c,
    apply(score) {
      const s = Math.min(1 - least, Math.max(least, score))
      const f = a * log(s) - b * log(1 - s) + c
      return f >= 0 ? 1 / (1 + exp(-f)) : exp(f) / (1 + exp(f))
    },
  }
}

/**
 * A family of curves from probability to probability that holds the identity and S-shapes both ways, three parameters; where Platt's curve
 * would make good probabilities worse, this one can leave them alone. Logistic regression on ln s and -ln(1 - s), by Newton's method; a slope
 * below 0 is set to 0 and the rest fitted anew, so that the curve never falls.
 *
 * Source: Kull, Silva Filho and Flach, "Beta calibration" (2017). O(n) a step.
 * @throws E_ML_PARAMETER for a score outside 0 … 1; else as `requireCalibrationRows`
 * @example fitBeta({ happened, scores: probabilities }).apply(0.7)
 */
export function fitBeta(rows: CalibrationRows): BetaCalibration {
  const weights = requireCalibrationRows(rows)
  const { happened, scores } = rows
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i]! >= 0 && scores[i]! <= 1)) {
      throw new MillraceError('E_ML_PARAMETER', `The probability of row ${i + 1} is ${scores[i]}.`, {
        hint: 'Beta calibration takes probabilities from 0 to 1.',
      })
    }
  }
  const kept = Float64Array.from(scores, (score) => Math.min(1 - least, Math.max(least, score)))
  const columns = { a: kept.map((s) => log(s)), b: kept.map((s) => -log(1 - s)), c: kept.map(() => 1) }
  let free: ('a' | 'b' | 'c')[] = ['a', 'b', 'c']
  for (;;) {
    const found = logisticFit(
      free.map((name) => columns[name]),
      happened,
      weights,
    )
    const of = (name: 'a' | 'b' | 'c') => (free.includes(name) ? found[free.indexOf(name)]! : 0)
    const [a, b, c] = [of('a'), of('b'), of('c')]
    if (a >= 0 && b >= 0) return betaCalibration(a, b, c)
    const wrong = a < b ? 'a' : 'b'
    free = free.filter((name) => name !== wrong)
  }
}

/** Coefficients of a logistic regression without penalty, by Newton's method with backtracking. */
function logisticFit(
  columns: readonly Float64Array[],
  happened: ArrayLike<number>,
  weights: Float64Array,
): Float64Array {
  const width = columns.length
  let theta = new Float64Array(width)
  const scoreOf = (at: Float64Array, i: number) => columns.reduce((sum, column, j) => sum + at[j]! * column[i]!, 0)
  const lossAt = (at: Float64Array) => {
    let loss = 0
    for (let i = 0; i < weights.length; i++) {
      const f = happened[i] !== 0 ? scoreOf(at, i) : -scoreOf(at, i)
      loss += weights[i]! * (f >= 0 ? log(1 + exp(-f)) : -f + log(1 + exp(f)))
    }
    return loss
  }
  let loss = lossAt(theta)
  for (let step = 0; step < 100; step++) {
    const gradient = new Float64Array(width)
    const hessian = new Float64Array(width * width)
    for (let i = 0; i < weights.length; i++) {
      const f = scoreOf(theta, i)
      const p = f >= 0 ? 1 / (1 + exp(-f)) : exp(f) / (1 + exp(f))
      const [d1, d2] = [weights[i]! * (p - (happened[i] !== 0 ? 1 : 0)), weights[i]! * p * (1 - p)]
      for (let j = 0; j < width; j++) {
        gradient[j]! += d1 * columns[j]![i]!
        for (let k = 0; k < width; k++) hessian[j * width + k]! += d2 * columns[j]![i]! * columns[k]![i]!
      }
    }
    // A trace of ridge: rows that separate would send the slopes to infinity.
    for (let j = 0; j < width; j++) hessian[j * width + j]! += 1e-9
    if (!solvePositiveDefinite(hessian, gradient)) return theta
    const move = gradient
    let share = 1
    for (; share > 1e-9; share /= 2) {
      const next = theta.map((value, j) => value - share * move[j]!)
      const nextLoss = lossAt(next)
      if (nextLoss > loss) continue
      const gained = loss - nextLoss
      theta = next
      loss = nextLoss
      if (gained <= 1e-15 * Math.abs(loss)) return theta
      break
    }
    if (share <= 1e-9) return theta
  }
  return theta
}
