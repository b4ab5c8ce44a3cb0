import type { ColumnSource, Labels, Matrix } from '../../base/matrix.ts'
import { ForestClassifier, fitForestClassifier, forestClassifierFromParts } from './forest-classifier.ts'
import type { ForestClassifierOptions } from './forest-options.ts'

/**
 * Extremely randomized trees: as a random forest, but each looks at all rows, and thresholds are drawn, one a feature,
 * of which the best is taken. Smoother, and faster to fit.
 *
 * Source: Geurts, Ernst and Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006) 3-42; names and defaults
 * as scikit-learn 1.2.1. Fit: O(trees · maxFeatures · rows · depth). Memory: as `RandomForest`, and 8 bytes a distinct
 * value of each feature. What is told there of labels, missing values, categories and seeds holds here too.
 * @example const trees = await ExtraTrees.fit(features, labels, { seed: 1 })
 */
export class ExtraTrees extends ForestClassifier {
  override readonly learner = 'extra-trees'

  /** @throws as `fitForestClassifier` */
  static async fit(
    features: Matrix | ColumnSource,
    labels: Labels,
    options: ForestClassifierOptions,
  ): Promise<ExtraTrees> {
    return new ExtraTrees(
      await fitForestClassifier(features, labels, options, {
        criteria: ['gini', 'entropy', 'logLoss'],
        maxFeatures: 'sqrt',
        bootstrap: false,
        randomSplits: true,
      }),
    )
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): ExtraTrees {
    return new ExtraTrees(forestClassifierFromParts(parts, 'extra-trees'))
  }
}
