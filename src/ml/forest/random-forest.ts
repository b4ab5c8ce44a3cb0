import type { ColumnSource, Labels, Matrix } from '../../base/matrix.ts'
import { ForestClassifier, fitForestClassifier, forestClassifierFromParts } from './forest-classifier.ts'
import type { ForestClassifierOptions } from './forest-options.ts'

/**
 * A forest of exact decision trees: each grows on a bootstrap sample and looks at a few random features a split.
 *
 * Source: Breiman, "Random Forests", Machine Learning 45 (2001) 5-32; names, defaults and split rules as scikit-learn
 * 1.2.1 (`sklearn/ensemble/_forest.py`). Random draws are Millrace's own, so single trees differ from scikit-learn's.
 * Fit: O(trees · maxFeatures · rows · depth). Predict: O(rows · trees · depth). Memory: 4 bytes a value of the matrix, 24
 * (or 48, with weights that are no small whole numbers) a row and thread, and the trees.
 *
 * Labels are codes. Missing values (NaN) are taken: each split sends them to the side where they part the classes better,
 * and where a node had none, later ones go where more rows went. Categories are taken as ordered codes. Same seed, same
 * forest to the last bit, on every platform, for any number of threads, with kernels and without.
 * @example
 * const forest = await RandomForest.fit(features, labels, { seed: 1, nEstimators: 300 })
 * forest.predictProbability(features).data // rows x classes, each row summing to 1
 */
export class RandomForest extends ForestClassifier {
  override readonly learner = 'random-forest'

  /** @throws as `fitForestClassifier` */
  static async fit(
    features: Matrix | ColumnSource,
    labels: Labels,
    options: ForestClassifierOptions,
  ): Promise<RandomForest> {
    return new RandomForest(
      await fitForestClassifier(features, labels, options, {
        criteria: ['gini', 'entropy', 'logLoss'],
        maxFeatures: 'sqrt',
        bootstrap: true,
        randomSplits: false,
      }),
    )
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): RandomForest {
    return new RandomForest(forestClassifierFromParts(parts, 'random-forest'))
  }
}
