import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray, Matrix } from '../../base/matrix.ts'
import { requireMatrix, requireWhole } from '../checks.ts'
import type { ModelParts } from '../model.ts'
import { partFields } from '../part-fields.ts'
import { type Categories, readCategories, requireCodes } from './categories.ts'
import { columnsOf, type NamedColumn, replaceColumns } from './columns-of.ts'
import type { Preparation, PreparationStep } from './preparation.ts'

export type Encoding = 'oneHot' | 'ordinal' | 'frequency'

export interface CategoryEncoderOptions {
  readonly encoding: Encoding
  /** The columns of codes, with the categories in the order of their codes. */
  readonly categories: Categories
  /** Of `oneHot`: categories with fewer training rows share the column `other`, and so do unknown ones. Default 1: none. */
  readonly minFrequency?: number | undefined
}

const encodings: readonly string[] = ['oneHot', 'ordinal', 'frequency']

/**
 * Turns columns of category codes (0, 1, 2, … into a list of names; NaN for missing and for a name that training did not
 * have) into numbers:
 * - `oneHot`: a column `<name>=<category>` of 1 and 0 for each. Missing is 0 everywhere; unknown too, or, where rare
 *   categories share the column `<name>=other`, that one.
 * - `ordinal`: the code as it is, for categories with an order. Missing and unknown are missing.
 * - `frequency`: the share of the training rows. Missing and unknown are 0.
 *
 * Source: scikit-learn, `OneHotEncoder(handle_unknown='ignore')`, `OrdinalEncoder`. Fit: O(columns · n).
 * @example CategoryEncoder.fit(train, { encoding: 'oneHot', categories: { team: ['Betis', 'Getafe'] } })
 */
export class CategoryEncoder implements Preparation {
  readonly preparation = 'category-encoder'
  readonly inputNames: readonly string[]
  readonly encoding: string
  readonly categories: Categories
  /** Share of the training rows of each category, column after column. */
  readonly shares: readonly Float64Array[]
  /** Of `oneHot`: the column that each category goes to, -1 for `other`. */
  readonly #places: readonly Int32Array[]
  readonly minFrequency: number
  readonly rows: number

  private constructor(
    encoding: string,
    categories: Categories,
    shares: readonly Float64Array[],
    minFrequency: number,
    rows: number,
  ) {
    this.inputNames = Object.keys(categories)
    this.encoding = encoding
    this.categories = categories
    this.shares = shares
    this.minFrequency = minFrequency
    this.rows = rows
    this.#places = shares.map((ofColumn) => {
      let next = 0
      return Int32Array.from(ofColumn, (share) => (Math.round(share * rows) < minFrequency ? -1 : next++))
    })
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_LABEL for a code that is not in the list; E_ML_PARAMETER */
  static fit(features: Matrix, options: CategoryEncoderOptions): CategoryEncoder {
    const { encoding, categories, minFrequency = 0 } = options
    requireMatrix(features)
    requireWhole('minFrequency', minFrequency, 0)
    if (!encodings.includes(encoding)) {
      throw new MillraceError('E_ML_PARAMETER', `encoding is "${encoding}".`, { hint: didYouMean(encoding, encodings) })
    }
    const names = Object.keys(categories)
    const shares = columnsOf(features, names).map((column, j) => {
      const list = categories[names[j]!]!
      requireCodes(names[j]!, column, list)
      const counts = new Float64Array(list.length)
      for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i])) counts[column[i]!]!++
      return counts.map((count) => count / features.rows)
    })
    return new CategoryEncoder(encoding, categories, shares, minFrequency, features.rows)
  }

  static step(options: CategoryEncoderOptions): PreparationStep {
    return {
      fit({ features, observed = features }) {
        const preparation = CategoryEncoder.fit(observed, options)
        return { preparation, features: preparation.transform(features) }
      },
    }
  }

  sourceOf(outputName: string): string {
    if (this.encoding !== 'oneHot') return outputName
    const made = (name: string) =>
      outputName === `${name}=other` || this.categories[name]!.some((each) => outputName === `${name}=${each}`)
    return this.inputNames.find(made) ?? outputName
  }

  transform(features: Matrix): Matrix {
    return replaceColumns(features, this.inputNames, (column, j) => {
      const name = this.inputNames[j]!
      requireCodes(name, column, this.categories[name]!)
      if (this.encoding === 'oneHot') return this.#oneHot(name, column, j)
      if (this.encoding === 'ordinal') return [{ name, values: column }]
      const shares = this.shares[j]!
      return [{ name, values: Float64Array.from(column, (code) => (Number.isNaN(code) ? 0 : shares[code]!)) }]
    })
  }

  #oneHot(name: string, column: FloatArray, j: number): NamedColumn[] {
    const places = this.#places[j]!
    const shown = this.categories[name]!.filter((_, code) => places[code]! >= 0)
    const made = shown.map((category) => ({ name: `${name}=${category}`, values: new Float64Array(column.length) }))
    const rest = places.includes(-1) ? { name: `${name}=other`, values: new Float64Array(column.length) } : undefined
    for (let i = 0; i < column.length; i++) {
      const place = Number.isNaN(column[i]) ? -1 : places[column[i]!]!
      if (place >= 0) made[place]!.values[i] = 1
      else if (rest !== undefined) rest.values[i] = 1
    }
    return rest === undefined ? made : [...made, rest]
  }

  toParts(): ModelParts {
    const { preparation, encoding, categories, shares, minFrequency, rows } = this
    return {
      learner: preparation,
      version: 1,
      encoding,
      categories: Object.entries(categories),
      shares,
      minFrequency,
      rows,
    }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged */
  static fromParts(parts: unknown): CategoryEncoder {
    const fields = partFields(parts)
    const categories = readCategories(fields.list('categories'), fields.damaged)
    const lists = Object.values(categories)
    const shares = fields.list('shares')
    if (shares.length !== lists.length) throw fields.damaged('it has other shares than categories')
    const read = shares.map((each, j) => partFields({ each }).numbers('each', lists[j]!.length))
    const encoding = fields.text('encoding')
    if (!encodings.includes(encoding)) throw fields.damaged(`its encoding is "${encoding}"`)
    return new CategoryEncoder(encoding, categories, read, fields.number('minFrequency'), fields.number('rows'))
  }
}
