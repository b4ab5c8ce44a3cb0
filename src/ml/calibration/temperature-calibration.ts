import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireProbabilities } from '../checks.ts'
import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import { type Weighted, weightsOf } from '../metrics/sample-weights.ts'
import type { Probabilities } from '../model.ts'

/** Probabilities are kept this far from 0, so that their logarithms stay finite. */
const least = 1e-12

/** Each row's probabilities to the power 1 / T, made to sum to 1 again. Above 1 T flattens, below it sharpens; the order stays. */
export function applyTemperature(probabilities: Probabilities, temperature: number): Probabilities {
  const size = probabilities.classes.length
  const data = new Float64Array(probabilities.data.length)
  for (let start = 0; start < data.length; start += size) {
    let most = Number.NEGATIVE_INFINITY
    for (let k = start; k < start + size; k++) {
      data[k] = log(Math.max(least, probabilities.data[k]!)) / temperature
      most = Math.max(most, data[k]!)
    }
    let sum = 0
    for (let k = start; k < start + size; k++) {
      data[k] = exp(data[k]! - most)
      sum += data[k]!
    }
    for (let k = start; k < start + size; k++) data[k]! /= sum
  }
  return { rows: probabilities.rows, classes: probabilities.classes, data }
}

/**
 * The temperature at which the log loss of held-out rows is least: one parameter for all classes, so it needs the fewest rows and never
 * changes which class is the most probable. Newton's method on 1 / T, in which the loss is convex.
 *
 * Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017). O(n K) a step.
 * @throws E_ML_CONVERGENCE when every row's class is the most probable one, so that sharpening never ends; else as `logLoss`
 * @example applyTemperature(probabilities, fitTemperature(actual, probabilities))
 */
export function fitTemperature(actual: Labels, probabilities: Probabilities, options: Weighted = {}): number {
  requireProbabilities(actual, probabilities)
  const weights = weightsOf(options.sampleWeight, actual.codes.length)
  const size = actual.classes.length
  const logs = probabilities.data.map((p) => log(Math.max(least, p)))
  /** First and second derivative of the loss by the inverse temperature. */
  const slopes = (inverse: number): [number, number] => {
    const { data } = applyTemperature(probabilities, 1 / inverse)
    let [first, second] = [0, 0]
    for (let i = 0; i < weights.length; i++) {
      let [mean, square] = [0, 0]
      for (let k = 0; k < size; k++) {
        const z = logs[i * size + k]!
        mean += data[i * size + k]! * z
        square += data[i * size + k]! * z * z
      }
      first += weights[i]! * (mean - logs[i * size + actual.codes[i]!]!)
      second += weights[i]! * Math.max(0, square - mean * mean)
    }
    return [first, second]
  }
  const chosen = mostProbable(probabilities).codes
  if (actual.codes.every((code, i) => weights[i] === 0 || code === chosen[i])) {
    throw new MillraceError(
      'E_ML_CONVERGENCE',
      'Every row has its own class as the most probable one: no temperature is best.',
      {
        hint: 'Calibrate on rows that the model was not fitted on, and on more of them.',
      },
    )
  }
  let [low, high] = [0, 1]
  while (slopes(high)[0] < 0) {
    low = high
    high *= 2
  }
  let inverse = (low + high) / 2
  for (let step = 0; step < 200; step++) {
    const [first, second] = slopes(inverse)
    if (first < 0) low = inverse
    else high = inverse
    const next = second > 0 ? inverse - first / second : Number.NaN
    const inside = next > low && next < high
    const moved = inside ? next : (low + high) / 2
    if (Math.abs(moved - inverse) <= 1e-14 * inverse) return 1 / moved
    inverse = moved
  }
  return 1 / inverse
}
