import type { Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import type { FitOptions } from '../fit-options.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { requireSameRows, requireWeights } from '../regression-data.ts'
import { weightedMean } from './constant-value.ts'

export interface GroupMeanOptions extends FitOptions {
  /** The column whose values make the groups. */
  readonly group: string
}

/**
 * The baseline that knows one column: every row gets the mean of the training rows with the same value, such as the mean
 * of its month. A value that training did not have gets the overall mean. Missing values are a group of their own.
 *
 * Source: the conditional mean. Fit: O(n).
 * @example await GroupMean.fit(features, values, { group: 'month' })
 */
export class GroupMean implements Regressor {
  readonly learner = 'group-mean'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  /** The values of the column, ascending; NaN, for missing, last. */
  readonly groups: Float64Array
  /** A mean a group, and that of all rows last. */
  readonly means: Float64Array
  readonly #place: ReadonlyMap<number, number>

  private constructor(group: string, groups: Float64Array, means: Float64Array) {
    this.featureNames = [group]
    this.groups = groups
    this.means = means
    // A Map finds NaN by NaN.
    this.#place = new Map(Array.from(groups, (value, g) => [value, g]))
  }

  /**
   * @throws E_ML_FEATURES when there is no such column; E_ML_EMPTY, E_ML_SHAPE, E_ML_NOT_FINITE for the target;
   *   E_ML_PARAMETER for a negative sample weight
   */
  static async fit(features: Matrix, values: Float64Array, options: GroupMeanOptions): Promise<GroupMean> {
    requireSameRows(features.rows, values)
    const weights = requireWeights(features.rows, options.sampleWeight)
    const column = alignFeatures(features, [options.group])[0]!
    const sums = new Map<number, { sum: number; weight: number }>()
    for (let i = 0; i < values.length; i++) {
      if (weights[i] === 0) continue
      const group = sums.get(column[i]!) ?? { sum: 0, weight: 0 }
      group.sum += weights[i]! * values[i]!
      group.weight += weights[i]!
      sums.set(column[i]!, group)
    }
    const groups = Float64Array.from(sums.keys()).sort()
    const means = new Float64Array(groups.length + 1)
    for (const [g, value] of groups.entries()) means[g] = sums.get(value)!.sum / sums.get(value)!.weight
    means[groups.length] = weightedMean(values, weights)
    return new GroupMean(options.group, groups, means)
  }

  predict(features: Matrix, _options?: PredictOptions): Float64Array {
    const column = alignFeatures(features, this.featureNames)[0]!
    return Float64Array.from(column, (value) => this.means[this.#place.get(value) ?? this.groups.length]!)
  }

  toParts(): ModelParts {
    const [group = ''] = this.featureNames
    return { learner: this.learner, version: 1, group, groups: this.groups, means: this.means }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): GroupMean {
    const fields = modelFields(parts, 'group-mean')
    const groups = fields.value('groups')
    if (!(groups instanceof Float64Array)) throw fields.damaged('"groups" are no doubles')
    return new GroupMean(fields.text('group'), groups, fields.numbers('means', groups.length + 1))
  }
}
