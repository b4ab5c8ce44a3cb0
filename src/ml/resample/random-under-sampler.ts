import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireWhole } from '../checks.ts'
import { requireRows } from './check-resampling.ts'
import { keepRows } from './keep-rows.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import type { Resampled } from './resampled.ts'
import { rowsOfClass } from './rows-of-class.ts'
import { classSizes, type UnderSamplingStrategy } from './sampling-strategy.ts'
import { underSamplingTargets } from './under-sampling-targets.ts'

export interface RandomUnderSamplerOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Default `auto`: every class as few rows as the smallest. */
  readonly samplingStrategy?: UnderSamplingStrategy | undefined
  /** Whether a row may be drawn twice. Default false. */
  readonly replacement?: boolean | undefined
}

/**
 * Keeps a random part of each class that is too large. Rows come class by class in sorted order of the names, within a class
 * as they were drawn; `origin` tells which they are. Missing values are no matter.
 *
 * Source: imbalanced-learn 0.10 `RandomUnderSampler(random_state=seed)`: the same rows in the same order. O(n · columns).
 * @throws E_ML_EMPTY, E_ML_SHAPE, E_ML_LABEL, E_ML_ONE_CLASS, E_ML_PARAMETER
 * @example randomUnderSampler(features, labels, { seed: 0 }).origin
 */
export function randomUnderSampler(features: Matrix, labels: Labels, options: RandomUnderSamplerOptions): Resampled {
  const { seed, samplingStrategy = 'auto', replacement = false } = options
  requireRows(features, labels)
  requireWhole('seed', seed, 0)
  const targets = underSamplingTargets(labels, samplingStrategy)
  const twister = createMersenneTwister(seed)
  const kept = classSizes(labels).present.flatMap(({ code, count }) => {
    const rows = rowsOfClass(labels, code)
    const wanted = targets.get(code)
    if (wanted === undefined) return Array.from(rows)
    if (replacement) return Array.from({ length: wanted }, () => rows[twister.integer(count)]!)
    return Array.from(twister.permutation(count).subarray(0, wanted), (i) => rows[i]!)
  })
  return keepRows(features, labels, Int32Array.from(kept))
}
