import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels, Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { mostProbable } from '../metrics/most-probable.ts'
import type { Classifier, Model, ModelParts, PredictOptions, Probabilities } from '../model.ts'
import { modelFields, partFields } from '../part-fields.ts'

/** The threshold of the rows whose facet columns have these values. */
export interface ThresholdOfGroup {
  readonly group: string
  /** A number a facet column: a value, or a code into its categories. */
  readonly values: readonly number[]
  /** Infinite where nobody, or everybody, of the group is positive. */
  readonly threshold: number
}

export interface GroupThresholdRule {
  /** The class whose probability is compared. */
  readonly positive: string
  /** The columns by which groups are told apart. */
  readonly columns: readonly string[]
  /** For those of them that are text: names in the order of their codes. */
  readonly categories: Readonly<Record<string, readonly string[]>>
  readonly groups: readonly ThresholdOfGroup[]
}

/**
 * A classifier of two classes whose threshold depends on the group of the row. Probabilities are moved, within each group by straight lines, so that
 * the group's threshold comes to lie at 0.5: the order of rows within a group stays, and whatever takes the more probable class decides as the
 * thresholds say. What is said is no calibrated probability any more. A row of no known group is judged at 0.5, as the inner model would.
 *
 * Whoever predicts must know the group: in many places the law forbids its use for decisions about people.
 *
 * Source: Hardt, Price and Srebro (2016), without lots. O(rows) beyond the inner model.
 * @example new GroupThresholdClassifier(model, { positive: '1', columns: ['sex'], categories: { sex: ['F', 'M'] }, groups })
 */
export class GroupThresholdClassifier implements Classifier {
  readonly learner = 'group-thresholds'
  readonly task = 'classification'
  readonly model: Classifier
  readonly rule: GroupThresholdRule
  readonly featureNames: readonly string[]
  readonly categories: Readonly<Record<string, readonly string[]>>
  readonly importance?: () => Float64Array
  readonly #thresholds: ReadonlyMap<string, number>

  /** @throws E_ML_TASK for other than two classes; E_ML_LABEL for a positive class that is none of them */
  constructor(model: Classifier, rule: GroupThresholdRule) {
    if (model.classes.length !== 2) {
      throw new MillraceError('E_ML_TASK', `The model has ${model.classes.length} classes: thresholds need two.`)
    }
    if (!model.classes.includes(rule.positive)) {
      throw new MillraceError(
        'E_ML_LABEL',
        `The positive class "${rule.positive}" is not one of ${model.classes.join(', ')}.`,
      )
    }
    this.model = model
    this.rule = rule
    const further = rule.columns.filter((name) => !model.featureNames.includes(name))
    this.featureNames = [...model.featureNames, ...further]
    this.categories = { ...rule.categories, ...model.categories }
    this.#thresholds = new Map(rule.groups.map(({ values, threshold }) => [values.join(), threshold]))
    if (model.importance !== undefined && further.length === 0) this.importance = () => model.importance!()
  }

  get classes(): readonly string[] {
    return this.model.classes
  }

  predictProbability(features: Matrix, options?: PredictOptions): Probabilities {
    const said = this.model.predictProbability(features, options)
    const columns = alignFeatures(features, this.rule.columns)
    const positive = said.classes.indexOf(this.rule.positive)
    const data = new Float64Array(said.data.length)
    for (let i = 0; i < said.rows; i++) {
      const key = columns.map((column) => column[i]).join()
      const p = move(said.data[2 * i + positive]!, this.#thresholds.get(key) ?? 0.5)
      data[2 * i + positive] = p
      data[2 * i + 1 - positive] = 1 - p
    }
    return { ...said, data }
  }

  predict(features: Matrix, options?: PredictOptions): Labels {
    return mostProbable(this.predictProbability(features, options))
  }

  toParts(): ModelParts {
    const { positive, columns, categories, groups } = this.rule
    return {
      learner: this.learner,
      version: 1,
      positive,
      columns,
      categories: columns.map((name) => categories[name] ?? null),
      // JSON has no infinity: 2 is above, -1 below every probability.
      groups: groups.map(({ threshold, ...one }) => ({ ...one, threshold: Math.max(-1, Math.min(2, threshold)) })),
      model: this.model.toParts(),
    }
  }

  /**
   * @param readModel reads the inner model: `modelFromParts`
   * @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version
   */
  static fromParts(parts: unknown, readModel: (parts: unknown) => Model): GroupThresholdClassifier {
    const fields = modelFields(parts, 'group-thresholds')
    const model = readModel(fields.value('model'))
    if (model.task !== 'classification') throw fields.damaged('its inner model is no classifier')
    const columns = fields.texts('columns')
    const lists = fields.list('categories')
    if (lists.length !== columns.length) throw fields.damaged(`"categories" has ${lists.length} lists`)
    const categories = Object.fromEntries(
      columns.flatMap((name, c) => (lists[c] === null ? [] : [[name, partFields({ names: lists[c] }).texts('names')]])),
    )
    const groups = fields.list('groups').map((group) => {
      const one = partFields(group)
      return {
        group: one.text('group'),
        values: [...one.numbers('values', columns.length)],
        threshold: one.number('threshold'),
      }
    })
    if (model.classes.length !== 2 || !model.classes.includes(fields.text('positive'))) {
      throw fields.damaged('its positive class is not one of two')
    }
    return new GroupThresholdClassifier(model, { positive: fields.text('positive'), columns, categories, groups })
  }
}

/** The numbers next to a half: a row is on one side of it, never on it. */
const [below, above] = [0.5 - 2 ** -54, 0.5 + 2 ** -53]

/** `threshold` goes to 0.5, 0 stays 0 and 1 stays 1. */
function move(p: number, threshold: number): number {
  if (p > threshold)
    return Math.max(above, threshold <= 0 ? 0.5 + p / 2 : 0.5 + (0.5 * (p - threshold)) / (1 - threshold))
  return Math.min(below, threshold >= 1 ? p / 2 : (0.5 * p) / threshold)
}
