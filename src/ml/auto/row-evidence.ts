import type { Labels } from '../../base/matrix.ts'
import { log } from '../kernels/elementary/log.ts'

/** A probability of what happened counts as this at least, as in `logLoss`. */
const least = Number.EPSILON

/**
 * What decides a row's loss: the probability of the class that happened, or the predicted value. Of a weighted mean of models it is
 * the weighted mean of theirs, so that ensembles are judged without their other probabilities.
 */
export function rowEvidence(predictions: Float64Array, target: Labels | Float64Array): Float64Array {
  if (target instanceof Float64Array) return predictions
  const width = target.classes.length
  return Float64Array.from(target.codes, (code, i) => predictions[i * width + code]!)
}

/** Of each row: minus the logarithm of the probability (nats), or the squared error. O(n). */
export function evidenceLosses(evidence: Float64Array, target: Labels | Float64Array): Float64Array {
  if (target instanceof Float64Array) return evidence.map((value, i) => (value - target[i]!) * (value - target[i]!))
  return evidence.map((p) => 0 - log(Math.min(1, Math.max(least, p))))
}

/**
 * The sum of the losses of `(sum + added) / count`, by weights where there are any. Without them logarithms are taken of products
 * of sixteen probabilities, which cannot underflow: a sixteenth of the work.
 */
export function mixedLoss(
  sum: Float64Array,
  added: Float64Array,
  count: number,
  target: Labels | Float64Array,
  weights: Float64Array | undefined,
): number {
  let loss = 0
  const n = sum.length
  if (target instanceof Float64Array) {
    for (let i = 0; i < n; i++) {
      const off = (sum[i]! + added[i]!) / count - target[i]!
      loss += weights === undefined ? off * off : weights[i]! * off * off
    }
    return loss
  }
  if (weights !== undefined) {
    for (let i = 0; i < n; i++) loss -= weights[i]! * log(Math.max(least, (sum[i]! + added[i]!) / count))
    return loss
  }
  for (let from = 0; from < n; from += 16) {
    const to = Math.min(n, from + 16)
    let product = 1
    for (let i = from; i < to; i++) product *= Math.max(least, (sum[i]! + added[i]!) / count)
    loss -= log(product)
  }
  return loss
}
