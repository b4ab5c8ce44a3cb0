import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues } from '../checks.ts'

/** What every metric takes: rows that count more, or less, than others. */
export interface Weighted {
  /** One weight a row, from 0. Default: all 1. Only their proportions matter. */
  readonly sampleWeight?: ArrayLike<number> | undefined
}

/**
 * The weights of `rows` rows, all 1 unless given.
 * @throws E_ML_SHAPE for another number of weights; E_ML_NOT_FINITE; E_ML_PARAMETER for a negative one; E_ML_EMPTY when all are 0
 */
export function weightsOf(sampleWeight: ArrayLike<number> | undefined, rows: number): Float64Array {
  if (sampleWeight === undefined) return new Float64Array(rows).fill(1)
  if (sampleWeight.length !== rows) {
    throw new MillraceError('E_ML_SHAPE', `There are ${rows} rows but ${sampleWeight.length} sample weights.`)
  }
  requireFiniteValues('sample weights', sampleWeight)
  const weights = Float64Array.from(sampleWeight)
  const negative = weights.findIndex((weight) => weight < 0)
  if (negative >= 0) {
    throw new MillraceError('E_ML_PARAMETER', `The sample weight of row ${negative + 1} is ${weights[negative]}.`, {
      hint: 'Use weights from 0.',
    })
  }
  if (!weights.some((weight) => weight > 0)) {
    throw new MillraceError('E_ML_EMPTY', 'All sample weights are 0: there is nothing to judge.')
  }
  return weights
}
