import { deriveSeed } from 'millrace'
import { bootstrapDifference } from 'millrace/ml'
import type { Difference } from './difference-sentence.ts'
import type { Losses } from './score.ts'

export interface Judged {
  readonly label: string
  readonly rows: Int32Array
  readonly losses: Losses
  readonly sampleWeight?: Float64Array | undefined
}

/** Losses of the first minus losses of the second, on the rows that both have. */
export interface Comparison {
  readonly model: string
  readonly baseline: string
  /** Log loss of each on those rows. */
  readonly logLossOfModel: number
  readonly logLossOfBaseline: number
  readonly logLoss: Difference
  readonly brierSumOverClasses: Difference
  readonly rps: Difference
  /** Of the share of rows that are right: above 0 the model is better. */
  readonly accuracy: Difference
}

/** A paired bootstrap over rows: the same seed for every pair, so that another pair shifts no interval. */
export function compare(
  model: Judged,
  baseline: Judged,
  bootstrap: { readonly resamples: number; readonly level: number },
  seed: number,
): Comparison {
  const place = new Map(Array.from(model.rows, (row, i) => [row, i]))
  const pairs = Array.from(baseline.rows).flatMap((row, j) => {
    const i = place.get(row)
    return i === undefined ? [] : [[i, j] as const]
  })
  const sampleWeight = model.sampleWeight && Float64Array.from(pairs, ([i]) => model.sampleWeight?.[i] ?? 1)
  const options = { seed: deriveSeed(seed, 'bootstrap'), ...bootstrap, sampleWeight }
  const ofModel = (of: keyof Losses) => Float64Array.from(pairs, ([i]) => model.losses[of][i] as number)
  const ofBaseline = (of: keyof Losses) => Float64Array.from(pairs, ([, j]) => baseline.losses[of][j] as number)
  const mean = (values: Float64Array) => {
    const total = sampleWeight?.reduce((sum, weight) => sum + weight, 0) ?? values.length
    return values.reduce((sum, value, i) => sum + (sampleWeight?.[i] ?? 1) * value, 0) / total
  }
  const difference = (of: keyof Losses): Difference => {
    const { mean, lower, upper, level } = bootstrapDifference(ofModel(of), ofBaseline(of), options)
    return { mean, lower, upper, level, n: pairs.length }
  }
  return {
    model: model.label,
    baseline: baseline.label,
    logLossOfModel: mean(ofModel('logLoss')),
    logLossOfBaseline: mean(ofBaseline('logLoss')),
    logLoss: difference('logLoss'),
    brierSumOverClasses: difference('brier'),
    rps: difference('rps'),
    accuracy: difference('right'),
  }
}
