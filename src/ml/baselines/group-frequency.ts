import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireLabels } from '../checks.ts'
import { countClasses } from '../class-weight.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields } from '../part-fields.ts'

/**
 * The baseline that knows one column: every row gets the class frequencies of the training rows with the same value,
 * such as home 1 and away 0. A value that training did not have gets the overall frequencies.
 *
 * Source: the conditional relative frequency. Fit: O(n). Missing values (NaN) are a group of their own.
 * @example GroupFrequency.fit(features, labels, { group: 'home' })
 */
export class GroupFrequency implements Classifier {
  readonly learner = 'group-frequency'
  readonly task = 'classification'
  readonly classes: readonly string[]
  readonly featureNames: readonly string[]
  /** The values of the column; NaN for missing. */
  readonly groups: readonly number[]
  /** Class frequencies, group after group, and those of all rows last. */
  readonly frequencies: Float64Array
  readonly #place: ReadonlyMap<number, number>

  private constructor(classes: readonly string[], group: string, groups: readonly number[], frequencies: Float64Array) {
    this.classes = classes
    this.featureNames = [group]
    this.groups = groups
    this.frequencies = frequencies
    // A Map finds NaN by NaN.
    this.#place = new Map(groups.map((value, g) => [value, g]))
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL; E_ML_FEATURES when there is no such column */
  static fit(features: Matrix, labels: Labels, options: { readonly group: string }): GroupFrequency {
    requireLabels(labels, features.rows)
    const column = alignFeatures(features, [options.group])[0]!
    const groups = [...new Set(column)].sort((a, b) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b))
    const classCount = labels.classes.length
    const frequencies = new Float64Array((groups.length + 1) * classCount)
    const place = new Map(groups.map((value, g) => [value, g]))
    const sizes = new Float64Array(groups.length)
    for (let i = 0; i < features.rows; i++) {
      const g = place.get(column[i]!)!
      sizes[g]!++
      frequencies[g * classCount + labels.codes[i]!]!++
    }
    for (let f = 0; f < groups.length * classCount; f++) frequencies[f]! /= sizes[Math.floor(f / classCount)]!
    frequencies.set(
      countClasses(labels).map((count) => count / features.rows),
      groups.length * classCount,
    )
    return new GroupFrequency([...labels.classes], options.group, groups, frequencies)
  }

  predictProbability(features: Matrix, _options?: PredictOptions): Probabilities {
    const column = alignFeatures(features, this.featureNames)[0]!
    const classCount = this.classes.length
    const data = new Float64Array(features.rows * classCount)
    for (let i = 0; i < features.rows; i++) {
      const g = this.#place.get(column[i]!) ?? this.groups.length
      data.set(this.frequencies.subarray(g * classCount, (g + 1) * classCount), i * classCount)
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
      group: this.featureNames[0],
      // JSON has no NaN: null is the group of missing values.
      groups: this.groups.map((value) => (Number.isNaN(value) ? null : value)),
      frequencies: this.frequencies,
    }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): GroupFrequency {
    const fields = modelFields(parts, 'group-frequency')
    const classes = fields.texts('classes')
    const groups = fields.list('groups').map((value) => {
      if (value === null) return Number.NaN
      if (typeof value === 'number') return value
      throw new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: "groups" has ${String(value)}.`)
    })
    const frequencies = fields.numbers('frequencies', (groups.length + 1) * classes.length)
    return new GroupFrequency(classes, fields.text('group'), groups, frequencies)
  }
}
