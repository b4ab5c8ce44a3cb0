import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type FloatArray, type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireFiniteMatrix, requireWhole } from '../checks.ts'
import { exp } from '../kernels/elementary/exp.ts'
import { log } from '../kernels/elementary/log.ts'
import { appendRows, type NewRows } from './append-rows.ts'
import { requireRows } from './check-resampling.ts'
import { createMersenneTwister } from './mersenne-twister.ts'
import { overSamplingTargets } from './over-sampling-targets.ts'
import type { OverSamplingOptions } from './resample-options.ts'
import type { Resampled } from './resampled.ts'
import { gather, rowsOfClass } from './rows-of-class.ts'

export interface RandomOverSamplerOptions extends OverSamplingOptions {
  /**
   * Noise around the copies (a smoothed bootstrap, also called ROSE): a factor for all classes, or one a class. Default null:
   * exact copies.
   */
  readonly shrinkage?: null | number | Readonly<Record<string, number>> | undefined
}

/**
 * Adds copies of rows, drawn with replacement. With `shrinkage` h each copy gets normal noise of deviation
 * `h · (4 / ((d + 2) n))^(1 / (d + 4)) · s_j` in column j, s_j being the class's standard deviation (population form).
 *
 * Source: Menardi and Torelli, "Training and assessing classification rules with imbalanced data" (2014); imbalanced-learn
 * 0.10 `RandomOverSampler(random_state=seed)`: the same copies, bit for bit; noise agrees to rounding, since logarithm and
 * power are ours. One generator serves all classes. O(n · columns).
 * @throws E_ML_PARAMETER; E_ML_NOT_FINITE for a gap or infinity where noise is asked for; else as `smote`
 * @example randomOverSampler(features, labels, { seed: 0 }).origin
 */
export function randomOverSampler(features: Matrix, labels: Labels, options: RandomOverSamplerOptions): Resampled {
  const { seed, samplingStrategy = 'auto', shrinkage = null } = options
  const counts = requireRows(features, labels)
  requireWhole('seed', seed, 0)
  const { rows: n, columns: d } = features
  const targets = overSamplingTargets(labels, samplingStrategy, counts)
  if (shrinkage !== null) requireFiniteMatrix(features)
  const twister = createMersenneTwister(seed)
  const smoothing = exp(log(4 / ((d + 2) * n)) / (d + 4))

  const parts: NewRows[] = []
  for (const { code, name, generate } of targets) {
    const rows = rowsOfClass(labels, code)
    const origin = new Int32Array(generate)
    for (let s = 0; s < generate; s++) origin[s] = rows[twister.integer(rows.length)]!
    if (shrinkage === null) {
      const write = (j: number, out: FloatArray) => out.set(gather(matrixColumn(features, j), origin))
      parts.push({ code, count: generate, origin, write })
      continue
    }
    const factor = factorOf(shrinkage, name) * smoothing
    const noise = Float64Array.from({ length: generate * d }, () => twister.normal())
    const write = (j: number, out: FloatArray) => {
      const column = matrixColumn(features, j)
      const scale = factor * deviation(gather(column, rows))
      for (let s = 0; s < out.length; s++) out[s] = noise[s * d + j]! * scale + column[origin[s]!]!
    }
    // Rows beside the copied ones are made up.
    parts.push({ code, count: generate, write, ...(factor === 0 ? { origin } : {}) })
  }
  return appendRows(features, labels, counts, parts)
}

function factorOf(shrinkage: number | Readonly<Record<string, number>>, name: string): number {
  const factor = typeof shrinkage === 'number' ? shrinkage : shrinkage[name]
  if (factor !== undefined && factor >= 0 && Number.isFinite(factor)) return factor
  throw new MillraceError('E_ML_PARAMETER', `shrinkage is ${factor ?? 'not given'} for class "${name}".`, {
    hint: 'Give a number from 0, one for all classes or one for each that grows.',
  })
}

function deviation(values: FloatArray): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < values.length; i++) sum += values[i]!
  const mean = sum / values.length
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2
  return Math.sqrt(squares / values.length)
}
