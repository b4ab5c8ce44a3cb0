import type { FeatureList, Labels, Matrix, ModelBundle, Table } from 'millrace'
import { intervalLabels, mostProbable, reorderClasses, requireClassifier, requireRegressor } from 'millrace/ml'
import type { Positive } from './params.ts'

/** How the wanted outcome is told from the others, for rows and for predictions alike. */
export interface Outcome {
  readonly target: string
  /** The classes that are positive. */
  readonly positive: readonly string[]
  /** For reading: `>50K`, `income > 50000`. */
  readonly text: string
  /** The target is a number, made two classes. */
  readonly continuous: boolean
  of(rows: Table): Promise<Labels>
  predicted(features: Matrix): Labels
}

export interface OutcomeParams {
  readonly positive: Positive
  readonly target?: string | undefined
  readonly classes?: readonly string[] | undefined
}

/**
 * What a model predicts, as positive and other classes. @throws E_ML_TASK for classes of a model of numbers, or the
 * other way round
 */
export function outcomeOf({ model, target: fitted }: ModelBundle, params: OutcomeParams, list?: FeatureList): Outcome {
  const target = params.target ?? list?.target ?? fitted
  const { positive } = params
  if (Array.isArray(positive)) {
    const classifier = requireClassifier(model)
    const classes = params.classes ?? list?.classes ?? classifier.classes
    return {
      target,
      positive,
      text: positive.join(' or '),
      continuous: false,
      of: async (rows) => (await rows.matrix({ features: [], target, classes })).labels,
      predicted: (features) => mostProbable(reorderClasses(classifier.predictProbability(features), classes)),
    }
  }
  const interval = positive as Exclude<Positive, readonly string[]>
  const regressor = requireRegressor(model)
  const [, inside] = intervalLabels(target, [0], interval).classes
  return {
    target,
    positive: [inside as string],
    text: `${target} ${inside}`,
    continuous: true,
    of: async (rows) => intervalLabels(`values of ${target}`, await rows.values(target), interval),
    predicted: (features) => intervalLabels('predictions', regressor.predict(features), interval),
  }
}

/** The columns that a model reads, of some rows. */
export async function featuresOf(rows: Table, { model }: ModelBundle): Promise<Matrix> {
  return (await rows.matrix({ features: model.featureNames, categories: model.categories ?? {} })).features
}
