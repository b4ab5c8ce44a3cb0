import { exp } from '../elementary/exp.ts'

/**
 * First and second derivatives of the multi-class log loss by the margins, as whole numbers, for each class k:
 * `g = (p_k - [y = k]) w`, `h = 2 p_k (1 - p_k) w`, `p` the softmax of the row's margins, each times its scale and rounded.
 * In doubles. A row of positive weight has a hessian of at least 1 unit.
 *
 * Source: XGBoost, `src/objective/multiclass_obj.cu`. O(rows · classes).
 * @param margins singles, `classes` a row
 * @param targets singles, the class of each row
 * @param weights singles, one a row; 0 instead of a place: all 1
 * @param gradients pairs of singles g, h: all `rows` of the first class, then of the next
 * @param scratch room for `classes` doubles
 */
export function softprobGradients(buffer: ArrayBufferLike) {
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const doubles = new Float64Array(buffer, 0, buffer.byteLength >> 3)
  return (
    margins: number,
    targets: number,
    weights: number,
    gradients: number,
    rows: number,
    classes: number,
    begin: number,
    end: number,
    gradientScale: number,
    hessianScale: number,
    scratch: number,
  ): void => {
    for (let i = begin; i < end; i++) {
      const own = (margins >>> 2) + i * classes
      let most = Number.NEGATIVE_INFINITY
      for (let k = 0; k < classes; k++) most = Math.max(most, singles[own + k]!)
      let sum = 0
      for (let k = 0; k < classes; k++) {
        const share = exp(singles[own + k]! - most)
        doubles[(scratch >>> 3) + k] = share
        sum += share
      }
      const target = singles[(targets >>> 2) + i]!
      const weight = weights === 0 ? 1 : singles[(weights >>> 2) + i]!
      const least = weight > 0 ? 1 : 0
      for (let k = 0; k < classes; k++) {
        const p = doubles[(scratch >>> 3) + k]! / sum
        const to = (gradients >>> 2) + 2 * (k * rows + i)
        singles[to] = Math.floor((p - (target === k ? 1 : 0)) * weight * gradientScale + 0.5)
        singles[to + 1] = Math.max(least, Math.floor(2 * p * (1 - p) * weight * hessianScale + 0.5))
      }
    }
  }
}
