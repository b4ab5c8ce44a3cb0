import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import { requireMatrix } from '../checks.ts'
import { openLinearKernels } from '../kernels/linear/open-linear-kernels.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { createArena } from '../threads/arena.ts'
import { type LogisticRegressionOptions, resolveLogisticOptions } from './logistic-options.ts'
import { logisticProblem } from './logistic-problem.ts'
import { minimizeLogistic } from './minimize-logistic.ts'
import { softmax } from './softmax.ts'
import { firstFreeClass, softmaxLayout } from './softmax-problem.ts'
import { weighLabels } from './weigh-labels.ts'

/**
 * Multinomial logistic regression: `p_k = softmax(β_k · x + b_k)`, the coefficients minimising log loss plus an l2, l1
 * or elastic-net penalty on `β`, or none (see `SoftmaxProblem`). Two classes have one vector of coefficients, as in
 * scikit-learn.
 *
 * Source: scikit-learn 1.2.1, `LogisticRegression` (its objective, C and penalties; intercept not penalised); solved by
 * Newton's method, L-BFGS or coordinate descent to the minimum, where scikit-learn stops near it. Above 8,192 rows the
 * minimum of every 8th block of rows is the start. Fit: about 4 passes of O(n (K d)² / 2). Predict: O(rows · K · d).
 *
 * @example
 * const model = await LogisticRegression.fit(features, labels, { standardize: true })
 * model.coefficients // classes x features, row-major, in the units of the features as given
 */
export class LogisticRegression implements Classifier {
  readonly learner = 'logistic-regression'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  /** Row-major, classes x features; the first class of two has zeros. */
  readonly coefficients: Float64Array
  readonly intercepts: Float64Array
  /** Codes of the classes that had training rows: all others have probability 0. */
  readonly present: Int32Array

  private constructor(
    classes: readonly string[],
    featureNames: readonly string[],
    coefficients: Float64Array,
    intercepts: Float64Array,
    present: Int32Array,
  ) {
    this.classes = classes
    this.featureNames = featureNames
    this.coefficients = coefficients
    this.intercepts = intercepts
    this.present = present
  }

  /**
   * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL for data that do not fit together; E_ML_NOT_FINITE for a missing value;
   *   E_ML_ONE_CLASS; E_ML_PARAMETER for an option out of its range; E_ML_CONVERGENCE when `maxIter` is not enough, or,
   *   without a penalty, when a weighted sum tells the classes apart entirely
   */
  static async fit(
    features: Matrix,
    labels: Labels,
    options: LogisticRegressionOptions = {},
  ): Promise<LogisticRegression> {
    requireMatrix(features)
    const arena = createArena()
    const kernels = openLinearKernels(arena.memory)
    const weighed = weighLabels(labels, features.rows, options, arena, kernels)
    const { present } = weighed
    const d = features.columns
    const shape = { columns: d, classCount: present.length, intercept: options.fitIntercept ?? true }
    const resolved = resolveLogisticOptions(options, softmaxLayout(shape).size)
    const problem = logisticProblem(features, weighed, resolved, arena, kernels)
    const { theta, converged, iterations } = await minimizeLogistic(problem, resolved, options, arena, kernels)
    if (!converged) {
      throw new MillraceError(
        'E_ML_CONVERGENCE',
        `Logistic regression has not converged in ${iterations} iterations.`,
        {
          hint: 'Use standardize: true, a smaller C, a penalty if there is none, or a greater maxIter.',
        },
      )
    }

    // Back to the units of the features: β_j / s_j, and the intercept takes up the means.
    const first = firstFreeClass(present.length)
    const { width } = softmaxLayout(problem)
    const coefficients = new Float64Array(labels.classes.length * d)
    const intercepts = new Float64Array(labels.classes.length)
    for (let v = 0; v < present.length - first; v++) {
      const k = present[v + first]!
      intercepts[k] = problem.intercept ? theta[v * width + d]! : 0
      for (let j = 0; j < d; j++) {
        coefficients[k * d + j] = theta[v * width + j]! * problem.inverse[j]!
        intercepts[k]! -= coefficients[k * d + j]! * problem.center[j]!
      }
    }
    return new LogisticRegression([...labels.classes], [...features.names], coefficients, intercepts, present)
  }

  predictProbability(features: Matrix, _options?: PredictOptions): Probabilities {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const { rows } = features
    const data = new Float64Array(rows * this.classes.length)
    const count = this.present.length
    const scores = new Float64Array(rows * count)
    for (let p = 0; p < count; p++) {
      const k = this.present[p]!
      for (let i = 0; i < rows; i++) scores[i * count + p] = this.intercepts[k]!
      for (let j = 0; j < columns.length; j++) {
        const beta = this.coefficients[k * columns.length + j]!
        const column = columns[j]!
        for (let i = 0; i < rows; i++) scores[i * count + p]! += beta * column[i]!
      }
    }
    for (let i = 0; i < rows; i++) {
      softmax(scores, i * count, count)
      for (let p = 0; p < count; p++) data[i * this.classes.length + this.present[p]!] = scores[i * count + p]!
    }
    return { rows, classes: this.classes, data }
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
      present: this.present,
      coefficients: this.coefficients,
      intercepts: this.intercepts,
    }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): LogisticRegression {
    const fields = modelFields(parts, 'logistic-regression')
    const classes = fields.texts('classes')
    const names = fields.texts('featureNames')
    const present = fields.wholes('present', 0, classes.length)
    if (present.length < 2) throw fields.damaged(`it knows ${present.length} classes`)
    return new LogisticRegression(
      classes,
      names,
      fields.numbers('coefficients', classes.length * names.length),
      fields.numbers('intercepts', classes.length),
      present,
    )
  }
}
