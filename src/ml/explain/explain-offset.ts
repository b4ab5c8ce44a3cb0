import type { Matrix } from '../../base/matrix.ts'
import type { OffsetRegressor } from '../combine/offset-regressor.ts'
import type { Explanation } from './explanation.ts'

/**
 * Adds what an offset contributes to the explanation of the model within. The Shapley value of a term that is added is how
 * far it lies from its mean, so the sum stays exact:
 *
 *     contribution of the offset = offset − mean offset of the background;   base = base + that mean
 *
 * Without a background the mean is that of the explained rows. O(rows x features).
 *
 * Source: Štrumbelj and Kononenko, "Explaining prediction models and individual predictions with feature contributions"
 * (2014), of additive models.
 */
export function explainOffset(
  model: OffsetRegressor,
  inner: Explanation,
  features: Matrix,
  background: Matrix | undefined,
): Explanation {
  const added = model.offsets(features)
  const usual = model.offsets(background ?? features)
  let mean = 0
  for (let i = 0; i < usual.length; i++) mean += usual[i]! / usual.length
  const [from, to] = [inner.featureNames.length, model.featureNames.length]
  const place = model.featureNames.indexOf(model.offset)
  const contributions = new Float64Array(inner.rows * to)
  for (let i = 0; i < inner.rows; i++) {
    contributions.set(inner.contributions.subarray(i * from, (i + 1) * from), i * to)
    contributions[i * to + place]! += added[i]! - mean
  }
  return {
    ...inner,
    featureNames: model.featureNames,
    contributions,
    base: inner.base.map((value) => value + mean),
    raw: inner.raw.map((value, i) => value + added[i]!),
  }
}
