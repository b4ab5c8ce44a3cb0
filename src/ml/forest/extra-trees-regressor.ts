import type { ColumnSource, Matrix } from '../../base/matrix.ts'
import type { ForestRegressorOptions } from './forest-options.ts'
import { ForestRegressor, fitForestRegressor, forestRegressorFromParts } from './forest-regressor.ts'

/**
 * Extremely randomized trees of numbers: as `ExtraTrees`, with the criteria of `RandomForestRegressor`, of all features
 * unless `maxFeatures` says otherwise.
 *
 * Source: Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006) 3-42; names and defaults
 * as scikit-learn 1.2.1.
 * @example const trees = await ExtraTreesRegressor.fit(features, values, { seed: 1 })
 */
export class ExtraTreesRegressor extends ForestRegressor {
  override readonly learner = 'extra-trees-regressor'

  /** @throws as `fitForestRegressor` */
  static async fit(
    features: Matrix | ColumnSource,
    values: Float64Array,
    options: ForestRegressorOptions,
  ): Promise<ExtraTreesRegressor> {
    return new ExtraTreesRegressor(
      await fitForestRegressor(features, values, options, {
        criteria: ['squaredError', 'absoluteError'],
        maxFeatures: null,
        bootstrap: false,
        randomSplits: true,
      }),
    )
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): ExtraTreesRegressor {
    return new ExtraTreesRegressor(forestRegressorFromParts(parts, 'extra-trees-regressor'))
  }
}
