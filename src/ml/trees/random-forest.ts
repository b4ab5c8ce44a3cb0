import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { createRandom, deriveSeed } from '../../base/random.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import { requireFiniteMatrix, requireLabels, requireMatrix } from '../checks.ts'
import { rowWeights } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { addTreeFrequencies, type DecisionTree, decisionTreeFromParts, decisionTreeToParts } from './decision-tree.ts'
import { drawBootstrap } from './draw-bootstrap.ts'
import { growTree } from './grow-tree.ts'
import { createOutOfBag, type OutOfBag } from './out-of-bag.ts'
import { type RandomForestOptions, resolveForestOptions } from './random-forest-options.ts'

/**
 * A forest of exact decision trees: each grows on a bootstrap sample and looks at a few random features a split.
 * The probability of a class is the mean, over the trees, of its frequency in the leaf that the row falls into
 * (not the share of votes).
 *
 * Source: Breiman, "Random Forests", Machine Learning 45 (2001) 5-32; names, defaults and split rules as scikit-learn
 * 1.2.1 (`sklearn/ensemble/_forest.py`). Random draws are Millrace's own, so single trees differ from scikit-learn's.
 * Fit: O(trees · maxFeatures · n log n · depth). Predict: O(rows · trees · depth).
 *
 * Features are a Matrix without missing values; labels are codes. Same seed, same forest, on every platform.
 * @example
 * const forest = RandomForest.fit(features, labels, { seed: 1, nEstimators: 300 })
 * forest.predictProbability(features).data // rows x classes, each row summing to 1
 */
export class RandomForest implements Classifier {
  readonly learner = 'random-forest'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly trees: readonly DecisionTree[]
  /** How each training row fares with the trees that did not see it; undefined unless fitted with `oobScore: true`. */
  readonly outOfBag: OutOfBag | undefined
  readonly #importance: Float64Array

  private constructor(
    classes: readonly string[],
    featureNames: readonly string[],
    trees: readonly DecisionTree[],
    importance: Float64Array,
    outOfBag?: OutOfBag,
  ) {
    this.classes = classes
    this.featureNames = featureNames
    this.trees = trees
    this.#importance = importance
    this.outOfBag = outOfBag
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL for data that do not fit together; E_ML_NOT_FINITE for a missing value;
   *   E_ML_PARAMETER for an option out of its range
   */
  static fit(features: Matrix, labels: Labels, options: RandomForestOptions): RandomForest {
    requireMatrix(features)
    requireLabels(labels, features.rows)
    requireFiniteMatrix(features)
    const resolved = resolveForestOptions(options, features.rows, features.columns)
    const { classWeight, nEstimators, seed } = resolved
    const weights = rowWeights(labels, classWeight === 'balancedSubsample' ? null : classWeight, options.sampleWeight)
    const columns = features.names.map((_, j) => matrixColumn(features, j))
    const classCount = labels.classes.length
    const outOfBag = resolved.oobScore ? createOutOfBag(columns, labels) : undefined
    const importance = new Float64Array(features.columns)
    const trees: DecisionTree[] = []
    for (let t = 0; t < nEstimators; t++) {
      const random = createRandom(deriveSeed(seed, 'tree', t))
      const inTree = resolved.bootstrap ? drawBootstrap(labels, weights, resolved, random) : weights
      const grown = growTree({ columns, codes: labels.codes, classCount, weights: inTree }, resolved, random)
      for (let j = 0; j < importance.length; j++) importance[j]! += grown.importance[j]!
      outOfBag?.add(grown.tree, inTree)
      trees.push(grown.tree)
      options.progress?.(t + 1, nEstimators)
    }
    // A tree without a split has importance 0 throughout, so it does not change the shares.
    const total = importance.reduce((sum, share) => sum + share, 0)
    const shares = total > 0 ? importance.map((share) => share / total) : importance
    return new RandomForest([...labels.classes], [...features.names], trees, shares, outOfBag?.finish())
  }

  predictProbability(features: Matrix, _options?: PredictOptions): Probabilities {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const data = new Float64Array(features.rows * this.classes.length)
    const rows = Int32Array.from({ length: features.rows }, (_, i) => i)
    for (const tree of this.trees) addTreeFrequencies(tree, columns, this.classes.length, data, rows)
    for (let i = 0; i < data.length; i++) data[i]! /= this.trees.length
    return { rows: features.rows, classes: this.classes, data }
  }

  /** Mean decrease in impurity. It favours features with many distinct values: see permutation importance. */
  importance(): Float64Array {
    return this.#importance.slice()
  }

  /** Accuracy over the training rows that some tree did not see; undefined unless fitted with `oobScore: true`. */
  get oobScore(): number | undefined {
    return this.outOfBag?.accuracy
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    return {
      learner: this.learner,
      version: 1,
      classes: this.classes,
      featureNames: this.featureNames,
      importance: this.#importance,
      trees: this.trees.map(decisionTreeToParts),
    }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): RandomForest {
    const fields = modelFields(parts, 'random-forest')
    const classes = fields.texts('classes')
    const names = fields.texts('featureNames')
    const trees = fields.list('trees').map((tree) => decisionTreeFromParts(tree, names.length, classes.length))
    if (trees.length === 0) throw new MillraceError('E_ML_MODEL_FILE', 'The model file is damaged: it has no trees.')
    return new RandomForest(classes, names, trees, fields.numbers('importance', names.length))
  }
}
