import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import type { Model, ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import type { Categories } from '../prepare/categories.ts'

/**
 * A model of a difference, and the way back: a column of the row (last year's value, a rule's forecast) is added to what
 * the inner model says. So a learner that cannot follow a trend, such as trees, learns only what the column leaves, and
 * predictions stand in the unit of the target all the same. It travels with the model: serving cannot forget it.
 *
 *     prediction = inner model(features) + offset
 *
 * Source: R, `glm(offset = )`; XGBoost's `base_margin`, here by the name of a column. Predict: the inner model's, and O(rows).
 * @example
 * const difference = values.map((value, i) => value - offset[i])
 * const model = new OffsetRegressor(await BoostingRegressor.fit(features, difference), 'value_12_months_ago')
 */
export class OffsetRegressor implements Regressor {
  readonly learner = 'offset'
  readonly task = 'regression'
  readonly model: Regressor
  /** The column that is added, in the unit of the target. */
  readonly offset: string
  /** Those of the inner model, then the offset, if it is not among them. */
  readonly featureNames: readonly string[]
  readonly categories?: Categories
  /** There when the inner model has one. What only is added was not learnt, and has 0. */
  readonly importance?: () => Float64Array

  /** @throws E_ML_PARAMETER where the inner model reads the offset as a category, whose code is no amount */
  constructor(model: Regressor, offset: string) {
    if (model.categories?.[offset] !== undefined) {
      throw new MillraceError('E_ML_PARAMETER', `The offset "${offset}" is a category, and is to be added.`, {
        hint: 'Take a column of numbers in the unit of the target.',
      })
    }
    this.model = model
    this.offset = offset
    this.featureNames = model.featureNames.includes(offset) ? model.featureNames : [...model.featureNames, offset]
    if (model.categories !== undefined) this.categories = model.categories
    if (model.importance !== undefined) {
      const inner = model.importance.bind(model)
      this.importance = () => {
        const all = new Float64Array(this.featureNames.length)
        all.set(inner())
        return all
      }
    }
  }

  /** A row without an offset has no prediction: NaN. @throws what the inner model throws */
  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const added = this.offsets(features)
    return this.model.predict(features, options).map((value, i) => value + (added[i] as number))
  }

  /** What is added to each row. @throws E_ML_EMPTY for no rows; E_ML_FEATURES where the column is missing */
  offsets(features: Matrix): ArrayLike<number> {
    return alignFeatures(features, [this.offset])[0]!
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, offset: this.offset, model: this.model.toParts() }
  }

  /**
   * @param readModel reads the inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): OffsetRegressor {
    const fields = modelFields(parts, 'offset')
    const model = readModel(fields.value('model'))
    if (model.task !== 'regression') throw fields.damaged('the model in it is no regressor')
    return new OffsetRegressor(model, fields.text('offset'))
  }
}
