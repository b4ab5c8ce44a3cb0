import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireMatrix } from '../checks.ts'
import type { ModelParts } from '../model.ts'
import { modelFields } from '../part-fields.ts'

/**
 * Fills missing values (NaN) with the median of their column in the training rows. With an even number of values the
 * median is the mean of the middle two. A column without any value is filled with 0 and listed in `unseen`.
 *
 * Source: scikit-learn, `SimpleImputer(strategy='median')` (which drops such columns, where this keeps them).
 * Fit: O(columns · n log n). Transform: O(columns · n).
 * @example MedianImputer.fit(train).transform(test)
 */
export class MedianImputer {
  readonly featureNames: readonly string[]
  readonly medians: Float64Array
  readonly unseen: readonly string[]

  private constructor(featureNames: readonly string[], medians: Float64Array, unseen: readonly string[]) {
    this.featureNames = featureNames
    this.medians = medians
    this.unseen = unseen
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_NOT_FINITE for an infinite value */
  static fit(features: Matrix): MedianImputer {
    requireMatrix(features)
    const unseen: string[] = []
    const medians = Float64Array.from(features.names, (name, j) => {
      const known = Float64Array.from(matrixColumn(features, j)).filter((value) => !Number.isNaN(value))
      requireNotInfinite(name, known)
      if (known.length > 0) return median(known.sort())
      unseen.push(name)
      return 0
    })
    return new MedianImputer([...features.names], medians, unseen)
  }

  /**
   * The columns it was fitted on, or those of them that are named, in that order, without missing values.
   * @throws E_ML_EMPTY; E_ML_FEATURES for a column that is missing or was not fitted; E_ML_NOT_FINITE for an infinite
   *   value
   */
  transform(features: Matrix, names: readonly string[] = this.featureNames): Matrix {
    const columns = alignFeatures(features, names)
    const medians = names.map((name) => this.#medianOf(name))
    const data = new Float64Array(features.rows * columns.length)
    for (const [j, column] of columns.entries()) {
      requireNotInfinite(names[j]!, column)
      data.set(
        column.map((value) => (Number.isNaN(value) ? medians[j]! : value)),
        j * features.rows,
      )
    }
    return { rows: features.rows, columns: columns.length, names, data }
  }

  #medianOf(name: string): number {
    const j = this.featureNames.indexOf(name)
    if (j >= 0) return this.medians[j]!
    throw new MillraceError('E_ML_FEATURES', `The imputer was not fitted on "${name}".`, {
      hint: didYouMean(name, this.featureNames),
    })
  }

  toParts(): ModelParts {
    return {
      learner: 'median-imputer',
      version: 1,
      featureNames: this.featureNames,
      medians: this.medians,
      unseen: this.unseen,
    }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): MedianImputer {
    const fields = modelFields(parts, 'median-imputer')
    const names = fields.texts('featureNames')
    return new MedianImputer(names, fields.numbers('medians', names.length), fields.texts('unseen'))
  }
}

function median(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function requireNotInfinite(name: string, values: FloatArray): void {
  const row = values.findIndex((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
  if (row < 0) return
  throw new MillraceError('E_ML_NOT_FINITE', `The feature "${name}" has the value ${values[row]}.`, {
    hint: 'A missing value is NaN; an infinite one comes from a division by zero upstream.',
  })
}
