import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray, Labels, Matrix } from '../../base/matrix.ts'
import { requireMatrix } from '../checks.ts'
import { type Fold, requireFolds } from '../combine/out-of-fold.ts'
import { pickRows, pickTarget } from '../combine/pick-rows.ts'
import type { ModelParts } from '../model.ts'
import { partFields } from '../part-fields.ts'
import { type Categories, readCategories, requireCodes } from './categories.ts'
import { columnsOf, replaceColumns } from './columns-of.ts'
import type { Preparation, PreparationStep, Target } from './preparation.ts'

export interface TargetEncoderOptions {
  /** The columns of codes, with the categories in the order of their codes. */
  readonly categories: Categories
  /** Rows that the overall mean counts as, from 0: rare categories are drawn to it. Default 10. */
  readonly smooth?: number | undefined
}

/**
 * Turns columns of category codes into the mean of the target in each category: of numbers their mean; of two classes
 * the share of the second; of more classes a share each, columns `<name>: <class>`.
 * `(n_c mean_c + smooth mean) / (n_c + smooth)` with the n_c training rows of the category; missing and unknown
 * categories get the overall mean.
 *
 * Training rows must not see their own target: `fitOutOfFold` encodes each by the rows of the other folds. New rows are
 * encoded by all training rows.
 *
 * Source: Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes" (2001); scikit-learn 1.3,
 * `TargetEncoder`. O(columns · n · folds).
 */
export class TargetEncoder implements Preparation {
  readonly preparation = 'target-encoder'
  readonly inputNames: readonly string[]
  readonly categories: Categories
  /** What the names of columns end with; one empty text where a column gives one column. */
  readonly endings: readonly string[]
  /** Of each column: category after category, `endings.length` means each, and the overall means last. */
  readonly means: readonly Float64Array[]

  private constructor(categories: Categories, endings: readonly string[], means: readonly Float64Array[]) {
    this.inputNames = Object.keys(categories)
    this.categories = categories
    this.endings = endings
    this.means = means
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_LABEL for a code that is not in the list; E_ML_PARAMETER */
  static fit(features: Matrix, target: Target, options: TargetEncoderOptions): TargetEncoder {
    const { categories, smooth = 10 } = options
    requireMatrix(features)
    if (!(smooth >= 0 && Number.isFinite(smooth))) {
      throw new MillraceError('E_ML_PARAMETER', `smooth is ${smooth}.`, { hint: 'Use a number from 0.' })
    }
    const { endings, addend } = outputsOf(target)
    const names = Object.keys(categories)
    const means = columnsOf(features, names).map((column, c) => {
      requireCodes(names[c]!, column, categories[names[c]!]!)
      return meansOf(column, categories[names[c]!]!.length, endings.length, addend, smooth)
    })
    return new TargetEncoder(categories, endings, means)
  }

  /** Fits on all rows, and encodes each by an encoder that was fitted on the other folds. */
  static fitOutOfFold(
    features: Matrix,
    target: Target,
    folds: readonly Fold[],
    options: TargetEncoderOptions,
  ): { readonly encoder: TargetEncoder; readonly features: Matrix } {
    requireFolds(folds, features.rows)
    const encoder = TargetEncoder.fit(features, target, options)
    const encoded = encoder.transform(features)
    for (const { train, test } of folds) {
      const others = TargetEncoder.fit(pickRows(features, train), pickTarget(target, train), options)
      const part = others.transform(pickRows(features, test))
      for (let j = 0; j < encoded.columns; j++) {
        for (let i = 0; i < test.length; i++) encoded.data[j * encoded.rows + test[i]!] = part.data[j * part.rows + i]!
      }
    }
    return { encoder, features: encoded }
  }

  /** @param folds from the number of rows */
  static step(options: TargetEncoderOptions, folds: (rows: number) => readonly Fold[]): PreparationStep {
    return {
      fit(data) {
        const { encoder, features } = TargetEncoder.fitOutOfFold(
          data.features,
          data.target,
          folds(data.features.rows),
          options,
        )
        return { preparation: encoder, features }
      },
    }
  }

  sourceOf(outputName: string): string {
    const made = (name: string) => this.endings.some((ending) => outputName === `${name}${ending}`)
    return this.inputNames.find(made) ?? outputName
  }

  transform(features: Matrix): Matrix {
    const width = this.endings.length
    return replaceColumns(features, this.inputNames, (column, c) => {
      const name = this.inputNames[c]!
      const list = this.categories[name]!
      requireCodes(name, column, list)
      const means = this.means[c]!
      return this.endings.map((ending, k) => ({
        name: `${name}${ending}`,
        values: Float64Array.from(column, (code) => means[(Number.isNaN(code) ? list.length : code) * width + k]!),
      }))
    })
  }

  toParts(): ModelParts {
    const { preparation, categories, endings, means } = this
    return { learner: preparation, version: 1, categories: Object.entries(categories), endings, means }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged */
  static fromParts(parts: unknown): TargetEncoder {
    const fields = partFields(parts)
    const categories = readCategories(fields.list('categories'), fields.damaged)
    const endings = fields.texts('endings')
    const lists = Object.values(categories)
    const means = fields.list('means')
    if (means.length !== lists.length || endings.length === 0)
      throw fields.damaged('it has other means than categories')
    const read = means.map((each, c) => partFields({ each }).numbers('each', (lists[c]!.length + 1) * endings.length))
    return new TargetEncoder(categories, endings, read)
  }
}

/** How many means a category has, and what row `i` adds to each. */
function outputsOf(target: Target): { endings: readonly string[]; addend: (i: number, k: number) => number } {
  if (target instanceof Float64Array) return { endings: [''], addend: (i) => target[i]! }
  const { classes, codes } = target as Labels
  if (classes.length === 2) return { endings: [''], addend: (i) => codes[i]! }
  return { endings: classes.map((name) => `: ${name}`), addend: (i, k) => Number(codes[i] === k) }
}

function meansOf(
  column: FloatArray,
  count: number,
  width: number,
  addend: (i: number, k: number) => number,
  smooth: number,
): Float64Array {
  const sums = new Float64Array((count + 1) * width)
  const sizes = new Float64Array(count)
  for (let i = 0; i < column.length; i++) {
    const known = !Number.isNaN(column[i])
    if (known) sizes[column[i]!]!++
    for (let k = 0; k < width; k++) {
      sums[count * width + k]! += addend(i, k)
      if (known) sums[column[i]! * width + k]! += addend(i, k)
    }
  }
  for (let k = 0; k < width; k++) {
    const overall = sums[count * width + k]! / column.length
    sums[count * width + k] = overall
    for (let c = 0; c < count; c++) {
      const weight = sizes[c]! + smooth
      sums[c * width + k] = weight > 0 ? (sums[c * width + k]! + smooth * overall) / weight : overall
    }
  }
  return sums
}
