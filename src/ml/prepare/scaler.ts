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

export type Scaling = 'standard' | 'minMax' | 'robust'

export interface ScalerOptions {
  readonly scaling: Scaling
  /** Default: all. */
  readonly columns?: readonly string[] | undefined
}

const scalings: readonly string[] = ['standard', 'minMax', 'robust']

/**
 * Brings columns to one scale, `(x - center) / scale`, by the known values of the training rows:
 * - `standard`: mean, and population standard deviation: scikit-learn's `StandardScaler`
 * - `minMax`: least value, and range, so that training lies in 0 … 1: `MinMaxScaler`
 * - `robust`: median, and distance of the quartiles, which outliers hardly move: `RobustScaler`
 *
 * A scale of 0 (a constant column) counts as 1. Missing values stay missing. Fit: O(columns · n), robust · log n.
 * @example Scaler.fit(train, { scaling: 'standard' }).transform(test)
 */
export class Scaler implements Preparation {
  readonly preparation = 'scaler'
  readonly inputNames: readonly string[]
  readonly scaling: string
  readonly center: Float64Array
  readonly scale: Float64Array

  private constructor(inputNames: readonly string[], scaling: string, center: Float64Array, scale: Float64Array) {
    this.inputNames = inputNames
    this.scaling = scaling
    this.center = center
    this.scale = scale
  }

  /** @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_FEATURES; E_ML_NOT_FINITE for an infinite value; E_ML_PARAMETER */
  static fit(features: Matrix, { scaling, columns }: ScalerOptions): Scaler {
    requireMatrix(features)
    if (!scalings.includes(scaling)) {
      throw new MillraceError('E_ML_PARAMETER', `scaling is "${scaling}".`, { hint: didYouMean(scaling, scalings) })
    }
    const names = [...(columns ?? features.names)]
    const center = new Float64Array(names.length)
    const scale = new Float64Array(names.length).fill(1)
    for (const [j, column] of columnsOf(features, names).entries()) {
      const known = knownValues(names[j]!, column)
      if (known.length === 0) continue
      const [middle, spread] = measures[scaling](known)
      center[j] = middle
      if (spread > 0) scale[j] = spread
    }
    return new Scaler(names, scaling, center, scale)
  }

  static step(options: ScalerOptions): PreparationStep {
    return {
      fit({ features, observed = features }) {
        const preparation = Scaler.fit(observed, options)
        return { preparation, features: preparation.transform(features) }
      },
    }
  }

  sourceOf(outputName: string): string {
    return outputName
  }

  transform(features: Matrix): Matrix {
    return replaceColumns(features, this.inputNames, (column, j) => {
      const name = this.inputNames[j]!
      requireNotInfinite(name, column)
      const values = new Float64Array(column.length)
      for (let i = 0; i < values.length; i++) values[i] = (column[i]! - this.center[j]!) / this.scale[j]!
      return [{ name, values }]
    })
  }

  toParts(): ModelParts {
    const { preparation, inputNames, scaling, center, scale } = this
    return { learner: preparation, version: 1, inputNames, scaling, center, scale }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged */
  static fromParts(parts: unknown): Scaler {
    const fields = partFields(parts)
    const names = fields.texts('inputNames')
    const scale = fields.numbers('scale', names.length)
    if (scale.some((value) => !(value > 0))) throw fields.damaged('a scale is not above 0')
    return new Scaler(names, fields.text('scaling'), fields.numbers('center', names.length), scale)
  }
}

const measures: Readonly<Record<Scaling, (known: Float64Array) => readonly [number, number]>> = {
  standard: (known) => {
    const { mean, deviation } = columnSpread(known)
    return [mean, deviation]
  },
  minMax: (known) => {
    let least = known[0]!
    let most = known[0]!
    for (let i = 1; i < known.length; i++) {
      least = Math.min(least, known[i]!)
      most = Math.max(most, known[i]!)
    }
    return [least, most - least]
  },
  robust: (known) => [weightedQuantile(known, 0.5), weightedQuantile(known, 0.75) - weightedQuantile(known, 0.25)],
}
