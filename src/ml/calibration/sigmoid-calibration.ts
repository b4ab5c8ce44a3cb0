import { MillraceError } from '../../base/errors/millrace-error.ts'
import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'
import { type CalibrationRows, type Calibrator, requireCalibrationRows } from './calibrator.ts'

export interface SigmoidCalibration extends Calibrator {
  /** p = 1 / (1 + e^(a s + b)). */
  readonly a: number
  readonly b: number
}

/** p = 1 / (1 + e^(a s + b)) without overflow. */
export function sigmoidCalibration(a: number, b: number): SigmoidCalibration {
  return {
    a,
    b,
    apply(score) {
      const f = a * score + b
      return f >= 0 ? exp(-f) / (1 + exp(-f)) : 1 / (1 + exp(f))
    },
  }
}

/**
 * Platt's scaling: a logistic curve through the scores, two parameters, so it needs few rows and cannot mend what is not S-shaped. The
 * outcomes are pulled in a little ((N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2)), so that the curve stays finite where the scores separate.
 *
 * Newton's method with backtracking on the weighted log loss, until the gradient is 0 to rounding. scikit-learn 1.2.1 stops its own solver
 * about 2·10⁻⁵ before.
 *
 * Source: Platt (1999); Lin, Lin and Weng, "A note on Platt's probabilistic outputs" (2007). O(n) a step, about ten steps.
 * @throws as `requireCalibrationRows`
 * @example fitSigmoid({ happened: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).apply(0.5)
 */
export function fitSigmoid(rows: CalibrationRows): SigmoidCalibration {
  const weights = requireCalibrationRows(rows)
  const { happened, scores } = rows
  let [hits, misses] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (happened[i] !== 0) hits += weights[i]!
    else misses += weights[i]!
  }
  const target = (i: number) => (happened[i] !== 0 ? (hits + 1) / (hits + 2) : 1 / (misses + 2))

  function lossAt(a: number, b: number): number {
    let loss = 0
    for (let i = 0; i < scores.length; i++) {
      const f = a * scores[i]! + b
      // t f + ln(1 + e^-f), written so that no exponential overflows.
      const term = f >= 0 ? target(i) * f + log(1 + exp(-f)) : (target(i) - 1) * f + log(1 + exp(f))
      loss += weights[i]! * term
    }
    return loss
  }

  let [a, b] = [0, log((misses + 1) / (hits + 1))]
  let loss = lossAt(a, b)
  for (let step = 0; step < 100; step++) {
    let [gradientA, gradientB, haa, hab, hbb] = [0, 0, 1e-12, 0, 1e-12]
    const { apply } = sigmoidCalibration(a, b)
    for (let i = 0; i < scores.length; i++) {
      const p = apply(scores[i]!)
      const d1 = weights[i]! * (target(i) - p)
      const d2 = weights[i]! * p * (1 - p)
      gradientA += scores[i]! * d1
      gradientB += d1
      haa += scores[i]! ** 2 * d2
      hab += scores[i]! * d2
      hbb += d2
    }
    if (Math.abs(gradientA) < 1e-11 * (hits + misses) && Math.abs(gradientB) < 1e-11 * (hits + misses)) break
    const determinant = haa * hbb - hab * hab
    const stepA = -(hbb * gradientA - hab * gradientB) / determinant
    const stepB = -(haa * gradientB - hab * gradientA) / determinant
    let share = 1
    for (; share > 1e-10; share /= 2) {
      const next = lossAt(a + share * stepA, b + share * stepB)
      if (next <= loss) {
        loss = next
        break
      }
    }
    if (share <= 1e-10) break
    a += share * stepA
    b += share * stepB
  }
  if (!Number.isFinite(a) || !Number.isFinite(b)) {
    throw new MillraceError('E_ML_CONVERGENCE', `The calibration curve has no optimum: a is ${a}, b is ${b}.`, {
      hint: 'Scores that are all equal cannot be calibrated: give the class shares instead.',
    })
  }
  return sigmoidCalibration(a, b)
}
