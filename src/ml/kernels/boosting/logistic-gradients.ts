import { exp } from '../elementary/exp.ts'

/**
 * First and second derivatives of the log loss by the margin, as whole numbers:
 * `g = (p - y) w`, `h = p (1 - p) w`, `p = 1 / (1 + e^-margin)`, each times its scale and rounded. Whole numbers have the
 * same sum in any order, which is what makes a model independent of the number of threads. A row of positive weight has
 * a hessian of at least 1 unit.
 *
 * Source: XGBoost, `src/objective/regression_loss.h: LogisticRegression`. O(rows). The kernel takes two rows at a time.
 * @param margins singles, one a row; so are `labels` (0 or 1) and `weights` (0 instead of a place: all 1)
 * @param gradients pairs of singles g, h, one pair a row
 */
export function logisticGradients(buffer: ArrayBufferLike) {
  const singles = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  return (
    margins: number,
    labels: number,
    weights: number,
    gradients: number,
    begin: number,
    end: number,
    gradientScale: number,
    hessianScale: number,
  ): void => {
    for (let i = begin; i < end; i++) {
      const margin = singles[(margins >>> 2) + i]!
      const p = 1 / (1 + exp(Math.max(-700, Math.min(700, -margin))))
      const weight = weights === 0 ? 1 : singles[(weights >>> 2) + i]!
      const g = (p - singles[(labels >>> 2) + i]!) * weight
      const h = p * (1 - p) * weight
      singles[(gradients >>> 2) + 2 * i] = Math.floor(g * gradientScale + 0.5)
      singles[(gradients >>> 2) + 2 * i + 1] = Math.max(weight > 0 ? 1 : 0, Math.floor(h * hessianScale + 0.5))
    }
  }
}
