import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import { requireFiniteMatrix, requireLabels, requireMatrix, requireWhole } from '../checks.ts'
import { type ClassWeight, countClasses, rowWeights } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { minimizeSoftmax } from './minimize-softmax.ts'
import { softmax } from './softmax.ts'
import { firstFreeClass } from './softmax-objective.ts'

export interface LogisticRegressionOptions {
  /** Inverse strength of the L2 penalty: smaller holds the coefficients closer to 0. Default 1. */
  readonly C?: number
  /** Fit on features of mean 0 and standard deviation 1, so that the penalty treats them alike. Default false. */
  readonly standardize?: boolean
  readonly classWeight?: ClassWeight
  /** One weight a row, from 0. */
  readonly sampleWeight?: Float64Array
  /** Default 100. */
  readonly maxIter?: number
  /** How far the objective may still be from its minimum, as a share of it, before the last step. Default 1e-12. */
  readonly tol?: number
}

/**
 * Multinomial logistic regression: `p_k = softmax(β_k · x + b_k)`, the coefficients minimising log loss plus an L2
 * penalty on `β` (see `softmaxObjective`). Two classes have one vector of coefficients, as in scikit-learn.
 *
 * Source: scikit-learn 1.2.1, `LogisticRegression` with its defaults (penalty l2, C 1, intercept not penalised); the
 * solver is Newton's method. Fit: about 10 · O(n (K d)² + (K d)³). Predict: O(rows · K · d).
 *
 * @example
 * const model = LogisticRegression.fit(features, labels, { standardize: true })
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
   *   E_ML_ONE_CLASS; E_ML_PARAMETER for an option out of its range; E_ML_CONVERGENCE when `maxIter` is not enough
   */
  static fit(features: Matrix, labels: Labels, options: LogisticRegressionOptions = {}): LogisticRegression {
    const { C = 1, standardize = false, classWeight = null, maxIter = 100, tol = 1e-12 } = options
    requireMatrix(features)
    requireLabels(labels, features.rows)
    requireFiniteMatrix(features)
    requireWhole('maxIter', maxIter, 1)
    if (!(C > 0 && Number.isFinite(C))) {
      throw new MillraceError('E_ML_PARAMETER', `C is ${C}.`, { hint: 'Use a number above 0.' })
    }
    const counts = countClasses(labels)
    const present = Int32Array.from(counts.keys()).filter((k) => counts[k]! > 0)
    if (present.length < 2) {
      throw new MillraceError('E_ML_ONE_CLASS', `All ${features.rows} rows are "${labels.classes[present[0]!]}".`, {
        hint: 'Train on rows of two classes at least, or use ClassFrequency.',
      })
    }
    const columns = features.names.map((_, j) => scaleColumn(Float64Array.from(matrixColumn(features, j)), standardize))
    const problem = {
      columns: columns.map((column) => column.values),
      codes: labels.codes.map((code) => present.indexOf(code)),
      classCount: present.length,
      weights: rowWeights(labels, classWeight, options.sampleWeight),
      C,
    }
    const { theta, converged, iterations } = minimizeSoftmax(problem, tol, maxIter)
    if (!converged) {
      throw new MillraceError(
        'E_ML_CONVERGENCE',
        `Logistic regression has not converged in ${iterations} iterations.`,
        {
          hint: 'Use standardize: true, a smaller C, or a greater maxIter.',
        },
      )
    }

    // Back to the units of the features: β_j / s_j, and the intercept takes up the means.
    const d = features.columns
    const first = firstFreeClass(present.length)
    const coefficients = new Float64Array(labels.classes.length * d)
    const intercepts = new Float64Array(labels.classes.length)
    for (let v = 0; v < present.length - first; v++) {
      const k = present[v + first]!
      intercepts[k] = theta[v * (d + 1) + d]!
      for (let j = 0; j < d; j++) {
        const { mean, scale } = columns[j]!
        coefficients[k * d + j] = theta[v * (d + 1) + j]! / scale
        intercepts[k]! -= coefficients[k * d + j]! * mean
      }
    }
    return new LogisticRegression([...labels.classes], [...features.names], coefficients, intercepts, present)
  }

  predictProbability(features: Matrix, _options?: PredictOptions): Probabilities {
    const columns = alignFiniteFeatures(features, this.featureNames)
    const data = new Float64Array(features.rows * this.classes.length)
    const scores = new Float64Array(this.present.length)
    for (let i = 0; i < features.rows; i++) {
      for (const [p, k] of this.present.entries()) {
        let score = this.intercepts[k]!
        for (let j = 0; j < columns.length; j++) score += this.coefficients[k * columns.length + j]! * columns[j]![i]!
        scores[p] = score
      }
      softmax(scores)
      for (const [p, k] of this.present.entries()) data[i * this.classes.length + k] = scores[p]!
    }
    return { rows: features.rows, classes: this.classes, data }
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
    if (present.length < 2) {
      throw new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: it knows ${present.length} classes.`)
    }
    return new LogisticRegression(
      classes,
      names,
      fields.numbers('coefficients', classes.length * names.length),
      fields.numbers('intercepts', classes.length),
      present,
    )
  }
}

/**
 * A column less its mean: the free intercept makes this the same problem, and a better conditioned one. Divided by its
 * population standard deviation too, when asked for; a constant column is divided by 1.
 */
function scaleColumn(column: Float64Array, standardize: boolean) {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length
  const scale = standardize && variance > 0 ? Math.sqrt(variance) : 1
  return { values: column.map((value) => (value - mean) / scale), mean, scale }
}
