import type { Forecast } from './forecast.ts'

/** Two models that differ only in whether synthetic rows were among their training rows. */
export interface Twins {
  readonly resampled: string
  readonly plain: string
}

/** Pairs of models with the same learner, parameters, features and target, one with synthetic rows and one without. */
export function resamplingTwins(forecasts: readonly Forecast[]): Twins[] {
  const models = forecasts.flatMap(({ label, bundle }) => {
    if (bundle === undefined) return []
    const { model, params, target, training } = bundle
    const key = JSON.stringify([model.learner, model.featureNames, target, params])
    return [{ label, key, synthetic: training.syntheticRows > 0 }]
  })
  return models
    .filter(({ synthetic }) => synthetic)
    .flatMap(({ label, key }) => {
      const plain = models.find((other) => !other.synthetic && other.key === key)
      return plain === undefined ? [] : [{ resampled: label, plain: plain.label }]
    })
}
