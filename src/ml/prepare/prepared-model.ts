import type { Labels, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { type Categories, readCategories } from './categories.ts'
import type { Preparation } from './preparation.ts'
import { preparationFromParts } from './preparation-from-parts.ts'
import { neededFeatures, sourceImportance } from './sources.ts'

/** What both prepared models share: rows go through the preparations, then to the inner model. */
abstract class Prepared {
  readonly learner = 'prepared'
  readonly preparations: readonly Preparation[]
  /** The features that it was fitted on, before any preparation. */
  readonly featureNames: readonly string[]
  /** Features that are categories: their names in the order of the codes by which they are read. */
  readonly categories: Categories
  /** There exactly when the inner model has one: what a feature's columns contribute, added up. */
  readonly importance?: () => Float64Array
  abstract readonly model: Model

  constructor(
    preparations: readonly Preparation[],
    model: Model,
    featureNames: readonly string[],
    categories: Categories,
  ) {
    this.preparations = preparations
    this.featureNames = featureNames
    this.categories = categories
    if (model.importance !== undefined) {
      this.importance = () => sourceImportance(preparations, model, featureNames)
    }
  }

  /** Rows as the inner model sees them. @throws what the preparations throw */
  prepare(features: Matrix): Matrix {
    const columns = alignFeatures(features, this.featureNames)
    const data = new Float64Array(features.rows * columns.length)
    for (const [j, column] of columns.entries()) data.set(column, j * features.rows)
    let prepared: Matrix = { rows: features.rows, columns: columns.length, names: this.featureNames, data }
    for (const preparation of this.preparations) prepared = preparation.transform(prepared)
    return prepared
  }

  toParts(): ModelParts {
    return {
      learner: this.learner,
      version: 1,
      featureNames: this.featureNames,
      categories: Object.entries(this.categories),
      preparations: this.preparations.map((each) => each.toParts()),
      model: this.model.toParts(),
    }
  }
}

/**
 * A classifier with what was done to its features: gaps filled, scales, categories. All travel together, so serving
 * cannot prepare rows otherwise than training did.
 */
export class PreparedClassifier extends Prepared implements Classifier {
  readonly task = 'classification'
  readonly model: Classifier

  constructor(
    preparations: readonly Preparation[],
    model: Classifier,
    featureNames: readonly string[],
    categories: Categories = {},
  ) {
    super(preparations, model, featureNames, categories)
    this.model = model
  }

  get classes(): readonly string[] {
    return this.model.classes
  }

  /** @throws what the preparations and the inner model throw */
  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    return this.model.predictProbability(this.prepare(features), options)
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }
}

/** A regressor with what was done to its features: see `PreparedClassifier`. */
export class PreparedRegressor extends Prepared implements Regressor {
  readonly task = 'regression'
  readonly model: Regressor

  constructor(
    preparations: readonly Preparation[],
    model: Regressor,
    featureNames: readonly string[],
    categories: Categories = {},
  ) {
    super(preparations, model, featureNames, categories)
    this.model = model
  }

  /** @throws what the preparations and the inner model throw */
  predict(features: Matrix, options?: PredictOptions): Float64Array {
    return this.model.predict(this.prepare(features), options)
  }
}

/** A model with what is to be done to its features first; the model itself where that is nothing. */
export function preparedModel(
  preparations: readonly Preparation[],
  model: Model,
  featureNames: readonly string[],
  categories: Categories = {},
): Model {
  if (preparations.length === 0 && Object.keys(categories).length === 0) return model
  // What the model does not look at need not be there.
  const needed = neededFeatures(preparations, model, featureNames)
  const known = Object.fromEntries(Object.entries(categories).filter(([name]) => needed.includes(name)))
  if (model.task === 'classification') return new PreparedClassifier(preparations, model, needed, known)
  return new PreparedRegressor(preparations, model, needed, known)
}

/**
 * @param readModel reads the inner model: `modelFromParts`
 * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
 */
export function preparedFromParts(parts: unknown, readModel: (parts: unknown) => Model): Model {
  const fields = modelFields(parts, 'prepared')
  const names = fields.texts('featureNames')
  const preparations = fields.list('preparations').map(preparationFromParts)
  const model = readModel(fields.value('model'))
  const categories = readCategories(fields.list('categories'), fields.damaged)
  if (model.task === 'classification') return new PreparedClassifier(preparations, model, names, categories)
  return new PreparedRegressor(preparations, model, names, categories)
}
