import type { Matrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { Model, PredictOptions } from '../model.ts'

/**
 * What a final learner sees of one model: its prediction, or its probabilities, named by `name`. Of two classes one
 * probability is enough, that of the second.
 */
export function stackColumns(
  name: string,
  model: Model,
  features: Matrix,
  classes: readonly string[],
  options?: PredictOptions,
): { readonly name: string; readonly values: Float64Array }[] {
  if (model.task === 'regression') return [{ name, values: model.predict(features, options) }]
  const { data } = reorderClasses(model.predictProbability(features, options), classes)
  const count = classes.length
  const shown = count === 2 ? [1] : Array.from(classes.keys())
  return shown.map((k) => ({
    name: `${name}: ${classes[k]}`,
    values: Float64Array.from({ length: features.rows }, (_, i) => data[i * count + k]!),
  }))
}

/** The features of the final learner: what the models say, and, when passed through, the features of the row. */
export function stackMatrix(
  columns: readonly { readonly name: string; readonly values: Float64Array }[],
  features: Matrix,
  passed: readonly string[],
): Matrix {
  const { rows } = features
  const own = passed.length === 0 ? [] : alignFeatures(features, passed)
  const data = new Float64Array(rows * (columns.length + own.length))
  for (const [j, { values }] of columns.entries()) data.set(values, j * rows)
  for (const [j, column] of own.entries()) data.set(column, (columns.length + j) * rows)
  const names = [...columns.map(({ name }) => name), ...passed]
  return { rows, columns: names.length, names, data }
}
