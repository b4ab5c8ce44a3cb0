import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { weightedQuantile } from '../baselines/weighted-quantile.ts'
import { requireMatrix } from '../checks.ts'
import { columnSpread } from '../linear/column-spread.ts'
import type { ModelParts } from '../model.ts'
import { partFields } from '../part-fields.ts'
import { columnsOf, knownValues, replaceColumns, requireNotInfinite } from './columns-of.ts'
import type { Preparation, PreparationStep } from './preparation.ts'

export type ImputeStrategy = 'median' | 'mean' | 'mostFrequent' | 'constant'

export interface ImputerOptions {
  /** Default `median`. */
  readonly strategy?: ImputeStrategy | undefined
  /** Of `constant`. Default 0. */
  readonly fillValue?: number | undefined
  /** Adds a column `<name> missing` of 1 and 0 for each column that has gaps in training. Default false. */
  readonly addIndicator?: boolean | undefined
  /** Default: all. */
  readonly columns?: readonly string[] | undefined
}

const strategies: readonly string[] = ['median', 'mean', 'mostFrequent', 'constant']

/**
 * Fills missing values (NaN) by the known values of their column in the training rows: their median (the mean of the
 * middle two where they are even), mean, most frequent one (the least of them where several are), or a constant. A
 * column without any known value is filled with 0 and listed in `unseen`.
 *
 * Source: scikit-learn, `SimpleImputer` (which drops such columns, where this keeps them). Fit: O(columns · n log n).
 * @example Imputer.fit(train).transform(test)
 */
export class Imputer implements Preparation {
  readonly preparation = 'imputer'
  readonly inputNames: readonly string[]
  readonly strategy: string
  /** One a column. */
  readonly fills: Float64Array
  /** Columns whose gaps are marked by a column of their own. */
  readonly marked: readonly string[]
  readonly unseen: readonly string[]

  private constructor(
    inputNames: readonly string[],
    strategy: string,
    fills: Float64Array,
    marked: readonly string[],
    unseen: readonly string[],
  ) {
    this.inputNames = inputNames
    this.strategy = strategy
    this.fills = fills
    this.marked = marked
    this.unseen = unseen
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_NOT_FINITE for an infinite value; E_ML_PARAMETER */
  static fit(features: Matrix, options: ImputerOptions = {}): Imputer {
    const { strategy = 'median', fillValue = 0, addIndicator = false } = options
    requireMatrix(features)
    if (!strategies.includes(strategy)) {
      throw new MillraceError('E_ML_PARAMETER', `strategy is "${strategy}".`, {
        hint: didYouMean(strategy, strategies),
      })
    }
    if (!Number.isFinite(fillValue)) throw new MillraceError('E_ML_PARAMETER', `fillValue is ${fillValue}.`)
    const names = [...(options.columns ?? features.names)]
    const marked: string[] = []
    const unseen: string[] = []
    const fills = new Float64Array(names.length)
    for (const [j, column] of columnsOf(features, names).entries()) {
      const known = knownValues(names[j]!, column)
      if (addIndicator && known.length < column.length) marked.push(indicatorName(names[j]!))
      if (known.length === 0) unseen.push(names[j]!)
      if (strategy === 'constant') fills[j] = fillValue
      else if (known.length > 0) fills[j] = fillOf[strategy](known)
    }
    return new Imputer(names, strategy, fills, marked, unseen)
  }

  static step(options: ImputerOptions = {}): PreparationStep {
    return {
      fit({ features, observed = features }) {
        const preparation = Imputer.fit(observed, options)
        return { preparation, features: preparation.transform(features) }
      },
    }
  }

  sourceOf(outputName: string): string {
    return this.marked.includes(outputName) ? outputName.slice(0, -indicatorEnd.length) : outputName
  }

  transform(features: Matrix): Matrix {
    return replaceColumns(features, this.inputNames, (column, j) => {
      const name = this.inputNames[j]!
      requireNotInfinite(name, column)
      const fill = this.fills[j]!
      const values = Float64Array.from(column)
      const gaps = new Float64Array(column.length)
      for (let i = 0; i < values.length; i++) {
        if (!Number.isNaN(values[i])) continue
        values[i] = fill
        gaps[i] = 1
      }
      const indicator = indicatorName(name)
      return [{ name, values }, ...(this.marked.includes(indicator) ? [{ name: indicator, values: gaps }] : [])]
    })
  }

  toParts(): ModelParts {
    const { preparation, inputNames, strategy, fills, marked, unseen } = this
    return { learner: preparation, version: 1, inputNames, strategy, fills, marked, unseen }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged */
  static fromParts(parts: unknown): Imputer {
    const fields = partFields(parts)
    const names = fields.texts('inputNames')
    const fills = fields.numbers('fills', names.length)
    return new Imputer(names, fields.text('strategy'), fills, fields.texts('marked'), fields.texts('unseen'))
  }
}

const indicatorEnd = ' missing'
const indicatorName = (name: string): string => `${name}${indicatorEnd}`

const fillOf: Readonly<Record<Exclude<ImputeStrategy, 'constant'>, (known: Float64Array) => number>> = {
  median: (known) => weightedQuantile(known, 0.5),
  mean: (known) => columnSpread(known).mean,
  mostFrequent: (known) => {
    const counts = new Map<number, number>()
    for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].reduce((best, next) =>
      next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
    )[0]
  },
}
