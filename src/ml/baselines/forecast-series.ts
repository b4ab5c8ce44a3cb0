import { MillraceError } from '../../base/errors/millrace-error.ts'
import { requireFiniteValues, requireWhole } from '../checks.ts'

/** How a series is continued without learning anything from it. */
export type SeriesStrategy = 'lastValue' | 'seasonalNaive' | 'drift' | 'mean'

export interface ForecastOptions {
  readonly strategy: SeriesStrategy
  /** Of `seasonalNaive`, and needed there: how many values make a season, such as 12 months. */
  readonly period?: number | undefined
}

/**
 * The next values of an ordered, evenly spaced series `y_1 … y_T`, for h = 1 … `horizon`:
 * - `lastValue`: `y_T`
 * - `seasonalNaive`: the value of the same season of the last period, `y_(T + h - m (⌊(h - 1) / m⌋ + 1))`
 * - `drift`: the line through the first and last value, `y_T + h (y_T - y_1) / (T - 1)`
 * - `mean`: the mean of all
 *
 * Whatever forecasts a series must beat these. Source: Hyndman and Athanasopoulos, "Forecasting: Principles and
 * Practice", 3rd ed., 5.2. O(T + horizon).
 *
 * @throws E_ML_EMPTY, E_ML_NOT_FINITE for the series; E_ML_PARAMETER for a period that is missing or longer than it
 * @example forecastSeries(Float64Array.of(1, 5, 2, 6), 3, { strategy: 'seasonalNaive', period: 2 }) // [2, 6, 2]
 */
export function forecastSeries(series: Float64Array, horizon: number, options: ForecastOptions): Float64Array {
  requireFiniteValues('series', series)
  requireWhole('horizon', horizon, 1)
  const season = lastSeason(series, options)
  const slope = driftOf(series, options)
  return Float64Array.from({ length: horizon }, (_, h) => season[h % season.length]! + (h + 1) * slope)
}

/** The values that repeat: the last period, the last value, or the mean alone. */
export function lastSeason(series: Float64Array, { strategy, period }: ForecastOptions): Float64Array {
  if (strategy === 'mean') return Float64Array.of(series.reduce((sum, value) => sum + value, 0) / series.length)
  if (strategy !== 'seasonalNaive') return series.slice(-1)
  requireWhole('period', period ?? Number.NaN, 1)
  if (period! > series.length) {
    throw new MillraceError('E_ML_PARAMETER', `period is ${period}, and the series has ${series.length} values.`, {
      hint: 'Give at least one whole period.',
    })
  }
  return series.slice(-period!)
}

/** What one step adds. */
export function driftOf(series: Float64Array, { strategy }: ForecastOptions): number {
  if (strategy !== 'drift' || series.length === 1) return 0
  return (series.at(-1)! - series[0]!) / (series.length - 1)
}
