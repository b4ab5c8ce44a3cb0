import type { Matrix } from '../../base/matrix.ts'
import type { Preparation, PreparationData, PreparationStep } from './preparation.ts'

/**
 * Fits preparations one after the other, each on what the one before has made of the training rows.
 * @returns them, and the training rows as the model is to see them in training
 * @example
 * const { preparations, features } = fitPreparations([Imputer.step(), Scaler.step({ scaling: 'standard' })], data)
 * const model = await Ridge.fit(features, values)
 * preparedModel(preparations, model, data.features.names)
 */
export function fitPreparations(
  steps: readonly PreparationStep[],
  data: PreparationData,
): { readonly preparations: readonly Preparation[]; readonly features: Matrix } {
  const preparations: Preparation[] = []
  let { features, observed } = data
  for (const step of steps) {
    const fitted = step.fit({ ...data, features, observed })
    preparations.push(fitted.preparation)
    features = fitted.features
    observed = observed === undefined ? undefined : fitted.preparation.transform(observed)
  }
  return { preparations, features }
}
