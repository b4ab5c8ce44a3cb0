import type { Labels, Matrix } from 'millrace'
import type { Categories, Classifier, Model, PredictOptions } from 'millrace/ml'

/** The categories that occur among some rows, and what turns codes of the whole table into codes of those. */
export interface FoldCategories {
  readonly categories: Categories
  /** What does not occur among the rows is missing, as it would be if the rest of the table did not exist. */
  recode(features: Matrix): Matrix
}

/** O(rows · categorical columns). @param whole the categories of the whole table, by which the features are coded */
export function foldCategories(features: Matrix, whole: Categories): FoldCategories {
  const coded = Object.entries(whole).map(([name, list]) => {
    const j = features.names.indexOf(name)
    const seen = new Set(features.data.subarray(j * features.rows, (j + 1) * features.rows))
    const kept = Array.from(list.keys()).filter((code) => seen.has(code))
    return { name, list: kept.map((code) => list[code] as string), place: new Map(kept.map((code, k) => [code, k])) }
  })
  return {
    categories: Object.fromEntries(coded.map(({ name, list }) => [name, list])),
    recode(given) {
      if (coded.length === 0) return given
      const data = given.data.slice()
      for (const { name, place } of coded) {
        const j = given.names.indexOf(name)
        const column = data.subarray(j * given.rows, (j + 1) * given.rows)
        for (const [i, code] of column.entries()) column[i] = place.get(code) ?? Number.NaN
      }
      return { ...given, data }
    },
  }
}

/** A model of a fold that reads features as the whole table codes them. */
export function readingWholeCodes(model: Model, { categories, recode }: FoldCategories): Model {
  if (Object.keys(categories).length === 0) return model
  const { learner, featureNames } = model
  const shared = { learner, featureNames, toParts: () => model.toParts() }
  if (model.task === 'regression') {
    const predict = (features: Matrix, options?: PredictOptions) => model.predict(recode(features), options)
    return { ...shared, task: 'regression', predict }
  }
  return {
    ...shared,
    task: 'classification',
    classes: model.classes,
    predict: (features: Matrix, options?: PredictOptions): Labels => model.predict(recode(features), options),
    predictProbability: (features, options) => model.predictProbability(recode(features), options),
  } satisfies Classifier
}
