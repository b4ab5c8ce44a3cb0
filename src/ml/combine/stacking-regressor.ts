import type { Matrix } from '../../base/matrix.ts'
import type { Model, ModelParts, PredictOptions, Regressor } from '../model.ts'
import { requireSameRows } from '../regression-data.ts'
import { featuresOf } from './estimator.ts'
import { fitStack, type Stack, type StackOptions } from './fit-stack.ts'
import { stackColumns, stackMatrix } from './stack-features.ts'
import { readStack, writeStack } from './stack-parts.ts'

/**
 * Several models, and one more that has learnt how far to trust each: see `fitStack`. It sees the others' predictions.
 *
 * Source: scikit-learn, `StackingRegressor`.
 * @example
 * await StackingRegressor.fit(features, values, { estimators, finalEstimator, folds: [{ train, test }, …] })
 */
export class StackingRegressor implements Regressor {
  readonly learner = 'stacking-regressor'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  readonly stack: Stack<Regressor>

  private constructor(stack: Stack<Regressor>) {
    this.stack = stack
    this.featureNames = [...new Set([...featuresOf(stack.models), ...stack.passed])]
  }

  /** @throws E_ML_PARAMETER for folds or estimators that do not fit; what the estimators' fits throw */
  static async fit(
    features: Matrix,
    values: Float64Array,
    options: StackOptions<Float64Array>,
  ): Promise<StackingRegressor> {
    requireSameRows(features.rows, values)
    return new StackingRegressor(await fitStack(features, values, options))
  }

  predict(features: Matrix, options?: PredictOptions): Float64Array {
    const { names, models, final, passed } = this.stack
    const columns = models.flatMap((model, e) => stackColumns(names[e]!, model, features, [], options))
    return final.predict(stackMatrix(columns, features, passed), options)
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, ...writeStack(this.stack) }
  }

  /**
   * @param readModel reads an inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): StackingRegressor {
    return new StackingRegressor(readStack(parts, 'stacking-regressor', 'regression', readModel) as Stack<Regressor>)
  }
}
