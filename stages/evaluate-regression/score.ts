import { deriveSeed } from 'millrace'
import {
  bootstrapInterval,
  bootstrapStatistic,
  explainedVariance,
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanAbsoluteScaledError,
  meanSquaredError,
  medianAbsoluteError,
  pinballLoss,
  rSquared,
  symmetricMeanAbsolutePercentageError,
} from 'millrace/ml'
import { ofOneClass } from '../evaluate/of-one-class.ts'
import type { NumberForecast } from './forecast.ts'
import type { EvaluateRegressionParams } from './params.ts'

interface Measured {
  readonly value: number
  readonly interval: readonly [number, number]
}

/** In the unit of the target, where nothing else is said. */
export interface NumberScore {
  readonly label: string
  readonly title: string
  readonly role: 'model' | 'baseline'
  /** Rows judged. */
  readonly n: number
  readonly meanAbsoluteError: Measured
  readonly rootMeanSquaredError: Measured
  /** In the unit squared. */
  readonly meanSquaredError: number
  readonly medianAbsoluteError: number
  readonly maxError: number
  /** Mean of actual minus predicted: above 0 the predictions are too low. */
  readonly meanResidual: number
  /** A share of the actual value; null where one is 0. */
  readonly meanAbsolutePercentageError: number | null
  /** From 0 to 2. */
  readonly symmetricMeanAbsolutePercentageError: number
  /** Mean absolute error in multiples of the naive one of training; null without a time column and training rows. */
  readonly meanAbsoluteScaledError: { readonly value: number; readonly scale: number; readonly period: number } | null
  /** Null where the actual values do not differ. */
  readonly rSquared: Measured | null
  readonly explainedVariance: number | null
  readonly pinballLoss: { readonly value: number; readonly alpha: number }
}

/** The losses row by row, which the paired differences need. */
export interface NumberLosses {
  readonly absolute: Float64Array
  readonly squared: Float64Array
}

/** All metrics of one forecast. */
export function score(
  forecast: NumberForecast,
  training: Float64Array | undefined,
  params: EvaluateRegressionParams,
  seed: number,
): { readonly score: NumberScore; readonly losses: NumberLosses } {
  const { label, title, role, actual, predicted, sampleWeight } = forecast
  const { alpha, period } = params
  const weighted = { sampleWeight }
  const absolute = meanAbsoluteError(actual, predicted, weighted)
  const squared = meanSquaredError(actual, predicted, weighted)
  const options = { seed: deriveSeed(seed, 'bootstrap'), ...params.bootstrap }
  const ends = (perRow: Float64Array, of = (end: number) => end): readonly [number, number] => {
    const { lower, upper } = bootstrapInterval(perRow, { ...options, ...weighted })
    return [of(lower), of(upper)]
  }
  const residuals = actual.map((value, i) => value - (predicted[i] as number))
  const total = sampleWeight?.reduce((sum, weight) => sum + weight, 0) ?? actual.length
  const explained = ofOneClass(() => rSquared(actual, predicted, weighted))
  const scaled =
    training === undefined || params.time === undefined
      ? null
      : meanAbsoluteScaledError(actual, predicted, { ...weighted, training, period })
  return {
    losses: { absolute: absolute.perRow, squared: squared.perRow },
    score: {
      label,
      title,
      role,
      n: actual.length,
      meanAbsoluteError: { value: absolute.value, interval: ends(absolute.perRow) },
      // A root keeps the order of resamples: the ends of the squared error's interval are those of its root.
      rootMeanSquaredError: { value: Math.sqrt(squared.value), interval: ends(squared.perRow, Math.sqrt) },
      meanSquaredError: squared.value,
      medianAbsoluteError: medianAbsoluteError(actual, predicted, weighted),
      maxError: maxError(actual, predicted, weighted).value,
      meanResidual: residuals.reduce((sum, value, i) => sum + (sampleWeight?.[i] ?? 1) * value, 0) / total,
      meanAbsolutePercentageError: actual.includes(0)
        ? null
        : meanAbsolutePercentageError(actual, predicted, weighted).value,
      symmetricMeanAbsolutePercentageError: symmetricMeanAbsolutePercentageError(actual, predicted, weighted).value,
      meanAbsoluteScaledError: scaled === null ? null : { value: scaled.value, scale: scaled.scale, period },
      rSquared: explained === null ? null : { value: explained, interval: explainedInterval(forecast, options) },
      explainedVariance: ofOneClass(() => explainedVariance(actual, predicted, weighted)),
      pinballLoss: { value: pinballLoss(actual, predicted, { ...weighted, alpha }).value, alpha },
    },
  }
}

/** Of R²: resamples of one value alone have none and are left out. */
function explainedInterval(
  { actual, predicted, sampleWeight }: NumberForecast,
  options: { readonly seed: number; readonly resamples: number; readonly level: number },
): readonly [number, number] {
  const weightOf = (row: number) => sampleWeight?.[row] ?? 1
  const { lower, upper } = bootstrapStatistic(
    actual.length,
    (drawn) => {
      let [total, sum] = [0, 0]
      for (const row of drawn) {
        total += weightOf(row)
        sum += weightOf(row) * (actual[row] as number)
      }
      const mean = sum / total
      let [left, all, differs] = [0, 0, false]
      for (const row of drawn) {
        const value = actual[row] as number
        left += weightOf(row) * (value - (predicted[row] as number)) ** 2
        all += weightOf(row) * (value - mean) ** 2
        differs ||= value !== actual[drawn[0] as number]
      }
      return differs ? 1 - left / all : Number.NaN
    },
    options,
  )
  return [lower, upper]
}
