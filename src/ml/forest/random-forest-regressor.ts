import type { ColumnSource, Matrix } from '../../base/matrix.ts'
import type { ForestRegressorOptions } from './forest-options.ts'
import { ForestRegressor, fitForestRegressor, forestRegressorFromParts } from './forest-regressor.ts'

/**
 * A random forest of numbers: as `RandomForest`, with splits that lessen the squared error about means (or the absolute
 * error about medians), of all features unless `maxFeatures` says otherwise.
 *
 * Source: Breiman, "Random Forests", Machine Learning 45 (2001) 5-32; names and defaults as scikit-learn 1.2.1.
 * Memory: 4 bytes a value of the matrix, 48 a row and thread, and the trees.
 * @example
 * const forest = await RandomForestRegressor.fit(features, values, { seed: 1 })
 * forest.predict(features) // one number a row
 */
export class RandomForestRegressor extends ForestRegressor {
  override readonly learner = 'random-forest-regressor'

  /** @throws as `fitForestRegressor` */
  static async fit(
    features: Matrix | ColumnSource,
    values: Float64Array,
    options: ForestRegressorOptions,
  ): Promise<RandomForestRegressor> {
    return new RandomForestRegressor(
      await fitForestRegressor(features, values, options, {
        criteria: ['squaredError', 'absoluteError'],
        maxFeatures: null,
        bootstrap: true,
        randomSplits: false,
      }),
    )
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): RandomForestRegressor {
    return new RandomForestRegressor(forestRegressorFromParts(parts, 'random-forest-regressor'))
  }
}
