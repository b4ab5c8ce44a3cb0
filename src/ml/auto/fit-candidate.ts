import type { Labels, Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import { fitLearner } from '../learners.ts'
import type { Model } from '../model.ts'
import type { Categories } from '../prepare/categories.ts'
import { CategoryEncoder } from '../prepare/category-encoder.ts'
import { fitPreparations } from '../prepare/fit-preparations.ts'
import { Imputer } from '../prepare/imputer.ts'
import type { PreparationStep } from '../prepare/preparation.ts'
import { preparedModel } from '../prepare/prepared-model.ts'
import { Scaler } from '../prepare/scaler.ts'
import type { AutoCandidate } from './auto-candidate.ts'

/**
 * Fits a candidate with what its learner needs of the features: boosting takes categories and gaps as they are; forests take
 * gaps, and the numbers of categories; weighted sums get a flag a category (rare ones share one), gaps filled by medians and
 * flagged, and features of deviation 1. All of it is learnt from these rows and travels with the model.
 * @throws what the learner throws
 */
export async function fitCandidate(
  { learner, params, seed }: AutoCandidate,
  features: Matrix,
  target: Labels | Float64Array,
  categories: Categories,
  options: FitOptions,
): Promise<Model> {
  const coded = Object.keys(categories)
  const known = { features, target, sampleWeight: options.sampleWeight }
  const prepared = fitPreparations(stepsFor(learner, features, categories), known)
  const native = learner === 'boosting' && coded.length > 0 ? { categoricalFeatures: coded } : {}
  const model = await fitLearner(learner, prepared.features, target, { ...options, ...params, ...native, seed })
  return preparedModel(prepared.preparations, model, features.names, categories)
}

const sums = ['logisticRegression', 'linearRegression', 'ridge', 'lasso', 'elasticNet']
const forests = ['randomForest', 'extraTrees']

function stepsFor(learner: string, { rows, names }: Matrix, categories: Categories): PreparationStep[] {
  const some = Object.keys(categories).length > 0
  if (forests.includes(learner)) return some ? [CategoryEncoder.step({ encoding: 'ordinal', categories })] : []
  if (!sums.includes(learner)) return []
  const numbers = names.filter((name) => !Object.hasOwn(categories, name))
  const encode = CategoryEncoder.step({ encoding: 'oneHot', categories, minFrequency: Math.ceil(rows / 100) })
  return [
    ...(some ? [encode] : []),
    ...(numbers.length === 0
      ? []
      : [
          Imputer.step({ strategy: 'median', addIndicator: true, columns: numbers }),
          Scaler.step({ scaling: 'standard', columns: numbers }),
        ]),
  ]
}
