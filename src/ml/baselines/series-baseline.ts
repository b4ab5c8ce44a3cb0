import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Matrix } from '../../base/matrix.ts'
import { alignFiniteFeatures } from '../align-features.ts'
import type { FitOptions } from '../fit-options.ts'
import type { ModelParts, PredictOptions, Regressor } from '../model.ts'
import { modelFields } from '../part-fields.ts'
import { requireSameRows } from '../regression-data.ts'
import { driftOf, lastSeason, type SeriesStrategy } from './forecast-series.ts'

export interface SeriesBaselineOptions extends FitOptions {
  readonly strategy: SeriesStrategy
  /** The column that orders the rows: a number, evenly spaced, such as the number of the month. */
  readonly time: string
  /** Of `seasonalNaive`, and needed there: how many rows make a season. */
  readonly period?: number | undefined
}

const strategies: readonly string[] = ['lastValue', 'seasonalNaive', 'drift', 'mean']

/**
 * A baseline of `forecastSeries` as a model: it is fitted to rows that a column of evenly spaced times orders, and
 * predicts rows of later times. Fit: O(n log n).
 * @example await SeriesBaseline.fit(features, values, { strategy: 'seasonalNaive', time: 'month', period: 12 })
 */
export class SeriesBaseline implements Regressor {
  readonly learner = 'series-baseline'
  readonly task = 'regression'
  readonly featureNames: readonly string[]
  /** The last time of training. */
  readonly last: number
  /** From one time to the next. */
  readonly spacing: number
  /** What repeats after the last time. */
  readonly season: Float64Array
  /** What each spacing adds. */
  readonly slope: number

  private constructor(time: string, last: number, spacing: number, season: Float64Array, slope: number) {
    this.featureNames = [time]
    this.last = last
    this.spacing = spacing
    this.season = season
    this.slope = slope
  }

  /**
   * @throws E_ML_FEATURES when there is no such column; E_ML_NOT_FINITE for a missing time or target; E_ML_PARAMETER for
   *   times that are twice there or not evenly spaced, for an unknown strategy, for a period that is missing or too long
   */
  static async fit(features: Matrix, values: Float64Array, options: SeriesBaselineOptions): Promise<SeriesBaseline> {
    const { strategy, time } = options
    requireSameRows(features.rows, values)
    if (!strategies.includes(strategy)) {
      throw new MillraceError('E_ML_PARAMETER', `strategy is "${strategy}".`, {
        hint: didYouMean(strategy, strategies),
      })
    }
    const times = alignFiniteFeatures(features, [time])[0]!
    const order = Array.from(times.keys()).sort((a, b) => times[a]! - times[b]!)
    const spacing = order.length > 1 ? times[order[1]!]! - times[order[0]!]! : 1
    for (let place = 1; place < order.length; place++) {
      const before = times[order[place - 1]!]!
      const here = times[order[place]!]!
      if (here > before && Math.abs(here - before - spacing) <= 1e-6 * spacing) continue
      throw new MillraceError(
        'E_ML_PARAMETER',
        `In "${time}" the time ${here} comes after ${before}, not ${spacing} later.`,
        {
          hint: 'Give one row a time, at even distances: number the rows, or fill the gaps.',
        },
      )
    }
    const series = Float64Array.from(order, (i) => values[i]!)
    const last = times[order.at(-1)!]!
    return new SeriesBaseline(time, last, spacing, lastSeason(series, options), driftOf(series, options))
  }

  /** @throws E_ML_PARAMETER for a time that is not after the last one of training; E_ML_FEATURES, E_ML_NOT_FINITE */
  predict(features: Matrix, _options?: PredictOptions): Float64Array {
    const [time = ''] = this.featureNames
    const times = alignFiniteFeatures(features, [time])[0]!
    return Float64Array.from(times, (at, i) => {
      const steps = Math.round((at - this.last) / this.spacing)
      if (steps < 1) {
        throw new MillraceError(
          'E_ML_PARAMETER',
          `Row ${i + 1} has the time ${at}; training went up to ${this.last}.`,
          {
            hint: 'A series is continued: ask for later times.',
          },
        )
      }
      return this.season[(steps - 1) % this.season.length]! + steps * this.slope
    })
  }

  toParts(): ModelParts {
    const [time = ''] = this.featureNames
    const { learner, last, spacing, season, slope } = this
    return { learner, version: 1, time, last, spacing, season, slope }
  }

  /** @throws E_ML_MODEL_FILE for parts that are damaged or of a newer version */
  static fromParts(parts: unknown): SeriesBaseline {
    const fields = modelFields(parts, 'series-baseline')
    const season = fields.numbers('season')
    const spacing = fields.number('spacing')
    if (season.length === 0 || !(spacing > 0)) throw fields.damaged('it has no season or no spacing')
    return new SeriesBaseline(fields.text('time'), fields.number('last'), spacing, season, fields.number('slope'))
  }
}
