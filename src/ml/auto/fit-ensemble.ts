import type { Labels, Matrix } from '../../base/matrix.ts'
import { CalibratedClassifier } from '../calibration/calibrated-classifier.ts'
import type { Estimator } from '../combine/estimator.ts'
import { VotingClassifier } from '../combine/voting-classifier.ts'
import { VotingRegressor } from '../combine/voting-regressor.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Model } from '../model.ts'
import { preparedModel } from '../prepare/prepared-model.ts'
import { requireClassifier } from '../require-task.ts'
import type { AutoData } from './auto-data.ts'
import type { ChosenEnsemble } from './choose-ensemble.ts'
import { fitCandidate } from './fit-candidate.ts'

/**
 * Fits the members of an ensemble on all rows: a model like any other, `voting` of prepared models with the weights that were chosen
 * (one member alone is that member), calibrated where that pays. Fits: one a member.
 * @throws what the learners throw; the signal's reason
 */
export async function fitEnsemble(
  { features, target, categories = {}, sampleWeight }: AutoData,
  { members, calibration }: ChosenEnsemble,
  options: Pick<FitOptions, 'threads' | 'signal' | 'progress'>,
): Promise<Model> {
  const given = { ...options, sampleWeight }
  const fitted = await fitMembers()
  const model = calibration === undefined ? fitted : new CalibratedClassifier(requireClassifier(fitted), calibration)
  // Who reads rows for it must know how they are coded.
  return fitted.categories === undefined ? preparedModel([], model, features.names, categories) : model

  async function fitMembers(): Promise<Model> {
    const [only, second] = members
    if (second === undefined) return fitCandidate(only!.candidate, features, target, categories, given)
    const weights = members.map(({ weight }) => weight)
    const estimators = members.map(({ candidate }) => ({
      name: candidate.name,
      fit: (x: Matrix, y: Labels | Float64Array, own: FitOptions) => fitCandidate(candidate, x, y, categories, own),
    }))
    if (target instanceof Float64Array) {
      return VotingRegressor.fit(features, target, {
        ...given,
        weights,
        estimators: estimators as Estimator<Float64Array>[],
      })
    }
    return VotingClassifier.fit(features, target, {
      ...given,
      weights,
      voting: 'soft',
      estimators: estimators as unknown as Estimator<Labels>[],
    })
  }
}
