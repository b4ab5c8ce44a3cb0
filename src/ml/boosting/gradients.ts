import type { BoostingKernels } from '../kernels/boosting/open-boosting-kernels.ts'
import { exp } from '../kernels/elementary/exp.ts'
import type { Member } from '../threads/program.ts'
import type { BoostingPayload } from './boosting-payload.ts'

/**
 * What one unit of the whole-numbered gradients and hessians is worth: 1 / scale. Scales are powers of two, so that
 * going from units to numbers and back rounds nothing, and gradients that are exact stay so.
 */
export interface Scales {
  readonly gradient: number
  readonly hessian: number
}

/** Whole numbers up to here are exact in singles. */
const mostUnits = 2 ** 23

/** The greatest power of two by which `largest` stays within 2^23 units; 1 for 0. */
export function scaleFor(largest: number): number {
  if (largest === 0) return 1
  let scale = 1
  while (largest * scale > mostUnits) scale /= 2
  while (largest * scale * 2 <= mostUnits && scale < 2 ** 200) scale *= 2
  return scale
}

/**
 * The largest gradient and hessian that rows from `begin` to before `end` have, from their margins; a bound where that
 * is known from the weights alone. O(rows).
 */
export function largestGradients(member: Member, payload: BoostingPayload, begin: number, end: number): Scales {
  const { objective, heaviest, training, targets, weights } = payload
  const caution = payload.parameters.maxDeltaStep
  if (objective === 'logistic') return { gradient: heaviest, hessian: heaviest / 4 }
  if (objective === 'softprob') return { gradient: heaviest, hessian: heaviest / 2 }
  if (objective === 'quantile') return { gradient: heaviest, hessian: heaviest }
  const buffer = member.memory.buffer
  const margin = new Float32Array(buffer, training.margins, training.rows)
  const target = new Float32Array(buffer, targets, training.rows)
  const weight = weights === 0 ? undefined : new Float32Array(buffer, weights, training.rows)
  let gradient = 0
  let hessian = objective === 'poisson' ? 0 : heaviest
  for (let i = begin; i < end; i++) {
    const w = weight === undefined ? 1 : weight[i]!
    const mean = objective === 'poisson' ? exp(margin[i]!) : margin[i]!
    gradient = Math.max(gradient, Math.abs(mean - target[i]!) * w)
    if (objective === 'poisson') hessian = Math.max(hessian, exp(margin[i]! + caution) * w)
  }
  return { gradient, hessian }
}

/**
 * Writes gradient and hessian of each row and output, in units: derivatives of the loss by the margin, times the weight.
 *
 * - squaredError: `g = m - y`, `h = 1`
 * - logistic: `g = p - y`, `h = p (1 - p)`
 * - softprob, for each class k: `g = p_k - [y = k]`, `h = 2 p_k (1 - p_k)`
 * - poisson: `g = e^m - y`, `h = e^(m + maxDeltaStep)`
 * - quantile: `g = [m > y] - α`, `h = 1`
 *
 * Source: XGBoost, `src/objective/{regression_obj,multiclass_obj,quantile_obj}.cu`. O(rows · outputs).
 */
export function computeGradients(
  member: Member,
  payload: BoostingPayload,
  kernels: BoostingKernels,
  scales: Scales,
  begin: number,
  end: number,
): void {
  const { objective, training, outputs, targets, weights, gradients, quantileAlpha } = payload
  const { rows, margins } = training
  if (objective === 'logistic') {
    kernels.logisticGradients(margins, targets, weights, gradients, begin, end, scales.gradient, scales.hessian)
    return
  }
  if (objective === 'softprob') {
    const scratch = payload.room + member.index * payload.roomBytes
    const [g, h] = [scales.gradient, scales.hessian]
    kernels.softprobGradients(margins, targets, weights, gradients, rows, outputs, begin, end, g, h, scratch)
    return
  }
  const buffer = member.memory.buffer
  const margin = new Float32Array(buffer, margins, rows)
  const target = new Float32Array(buffer, targets, rows)
  const weight = weights === 0 ? undefined : new Float32Array(buffer, weights, rows)
  const to = new Float32Array(buffer, gradients, rows * 2)
  const write = (at: number, g: number, h: number, w: number) => {
    to[2 * at] = Math.floor(g * w * scales.gradient + 0.5)
    to[2 * at + 1] = Math.max(w > 0 ? 1 : 0, Math.floor(h * w * scales.hessian + 0.5))
  }

  for (let i = begin; i < end; i++) {
    const m = margin[i]!
    const y = target[i]!
    const w = weight === undefined ? 1 : weight[i]!
    if (objective === 'squaredError') write(i, m - y, 1, w)
    else if (objective === 'poisson') write(i, exp(m) - y, exp(m + payload.parameters.maxDeltaStep), w)
    else write(i, m >= y ? 1 - quantileAlpha : -quantileAlpha, 1, w)
  }
}
