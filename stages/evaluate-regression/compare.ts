import { deriveSeed, MillraceError } from 'millrace'
import { bootstrapDifference } from 'millrace/ml'
import type { Difference } from '../evaluate/difference-sentence.ts'
import type { NumberForecast } from './forecast.ts'
import type { NumberLosses } from './score.ts'

/** Errors of the first minus errors of the second, on the rows that both have: below 0 the first is better. */
export interface NumberComparison {
  readonly model: string
  readonly baseline: string
  /** Mean absolute error of each on those rows. */
  readonly errorOfModel: number
  readonly errorOfBaseline: number
  readonly absoluteError: Difference
  readonly squaredError: Difference
}

type Judged = NumberForecast & { readonly losses: NumberLosses }

/** A paired bootstrap over rows: the same seed for every pair, so that another pair shifts no interval. */
export function compare(
  model: Judged,
  baseline: Judged,
  bootstrap: { readonly resamples: number; readonly level: number },
  seed: number,
): NumberComparison {
  const place = new Map(Array.from(model.rows, (row, i) => [row, i]))
  const pairs = Array.from(baseline.rows).flatMap((row, j) => {
    const i = place.get(row)
    return i === undefined ? [] : [[i, j] as const]
  })
  if (pairs.length === 0) {
    throw new MillraceError('E_ML_EMPTY', `"${model.label}" and "${baseline.label}" have no row in common.`)
  }
  const weights = model.sampleWeight
  const sampleWeight = weights && Float64Array.from(pairs, ([i]) => weights[i] as number)
  const options = { seed: deriveSeed(seed, 'bootstrap'), ...bootstrap, sampleWeight }
  const ofModel = (of: keyof NumberLosses) => Float64Array.from(pairs, ([i]) => model.losses[of][i] as number)
  const ofBaseline = (of: keyof NumberLosses) => Float64Array.from(pairs, ([, j]) => baseline.losses[of][j] as number)
  const mean = (values: Float64Array) => {
    const total = sampleWeight?.reduce((sum, weight) => sum + weight, 0) ?? values.length
    return values.reduce((sum, value, i) => sum + (sampleWeight?.[i] ?? 1) * value, 0) / total
  }
  const difference = (of: keyof NumberLosses): Difference => {
    const found = bootstrapDifference(ofModel(of), ofBaseline(of), options)
    return { mean: found.mean, lower: found.lower, upper: found.upper, level: found.level, n: pairs.length }
  }
  return {
    model: model.label,
    baseline: baseline.label,
    errorOfModel: mean(ofModel('absolute')),
    errorOfBaseline: mean(ofBaseline('absolute')),
    absoluteError: difference('absolute'),
    squaredError: difference('squared'),
  }
}
