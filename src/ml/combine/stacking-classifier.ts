import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { featuresOf } from './estimator.ts'
import { fitStack, type Stack, type StackOptions } from './fit-stack.ts'
import { stackColumns, stackMatrix } from './stack-features.ts'
import { readStack, writeStack } from './stack-parts.ts'

/**
 * Several models, and one more that has learnt how far to trust each: see `fitStack`. It sees the probabilities of the
 * others (of two classes that of the second).
 *
 * Source: scikit-learn, `StackingClassifier` with `stack_method='predict_proba'`.
 * @example
 * await StackingClassifier.fit(features, labels, { estimators, finalEstimator, folds: [{ train, test }, …] })
 */
export class StackingClassifier implements Classifier {
  readonly learner = 'stacking'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  readonly stack: Stack<Classifier>

  private constructor(stack: Stack<Classifier>) {
    this.stack = stack
    this.classes = stack.final.classes
    this.featureNames = [...new Set([...featuresOf(stack.models), ...stack.passed])]
  }

  /** @throws E_ML_PARAMETER for folds or estimators that do not fit; what the estimators' fits throw */
  static async fit(features: Matrix, labels: Labels, options: StackOptions<Labels>): Promise<StackingClassifier> {
    requireLabels(labels, features.rows)
    return new StackingClassifier(await fitStack(features, labels, options))
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const { names, models, final, passed } = this.stack
    const columns = models.flatMap((model, e) => stackColumns(names[e]!, model, features, this.classes, options))
    return reorderClasses(final.predictProbability(stackMatrix(columns, features, passed), options), this.classes)
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    return { learner: this.learner, version: 1, ...writeStack(this.stack) }
  }

  /**
   * @param readModel reads an inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): StackingClassifier {
    return new StackingClassifier(readStack(parts, 'stacking', 'classification', readModel) as Stack<Classifier>)
  }
}
