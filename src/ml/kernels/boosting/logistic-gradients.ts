/**
 * First and second derivatives of the log loss by the margin, as whole numbers:
 * `g = (p - y) w`, `h = p (1 - p) w`, `p = 1 / (1 + e^-margin)`, each times its scale and rounded. Whole numbers have the
 * same sum in any order, which is what makes a model independent of the number of threads. A row of positive weight has
 * a hessian of at least 1 unit.
 *
 * Everything is in singles, as in XGBoost: the kernel takes four rows at a time. Margins beyond ±87 count as that.
 * Source: XGBoost, `src/objective/regression_loss.h: LogisticRegression`. O(rows).
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
      const p = sigmoid(singles[(margins >>> 2) + i]!)
      const weight = weights === 0 ? 1 : singles[(weights >>> 2) + i]!
      const g = round(round(round(p - singles[(labels >>> 2) + i]!) * weight) * gradientScale)
      const h = round(round(round(p * round(1 - p)) * weight) * hessianScale)
      singles[(gradients >>> 2) + 2 * i] = Math.floor(round(g + 0.5))
      singles[(gradients >>> 2) + 2 * i + 1] = Math.max(weight > 0 ? 1 : 0, Math.floor(round(h + 0.5)))
    }
  }
}

const round = Math.fround
const power = new Float32Array(1)
const bits = new Int32Array(power.buffer)
const [log2e, ln2, ln2Rest] = [round(Math.LOG2E), 0.693359375, round(-2.1219444e-4)]
const terms = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1].map(
  round,
)

/**
 * 1 / (1 + e^-margin) in singles, every operation rounded to one, within 2e-7. e^x as 2^k e^r with |r| <= ln 2 / 2.
 * Source of the polynomial: Moshier's Cephes, `expf.c`.
 */
export function sigmoid(margin: number): number {
  const x = Math.max(-87, Math.min(87, -margin))
  const k = Math.floor(round(round(x * log2e) + 0.5))
  const r = round(round(x - round(k * ln2)) - round(k * ln2Rest))
  let y = terms[0]!
  for (let i = 1; i < terms.length; i++) y = round(round(y * r) + terms[i]!)
  y = round(round(round(y * round(r * r)) + r) + 1)
  bits[0] = (k + 127) << 23
  return round(1 / round(1 + round(y * power[0]!)))
}
