import {
  type BootstrapDraws,
  brierMultiClass,
  holmAdjust,
  logLoss,
  mostProbable,
  pairedDifference,
  rps,
} from 'millrace/ml'
import { areaInterval, type Estimate } from './area-interval.ts'
import type { Member } from './assign-groups.ts'
import type { CompareParams } from './params.ts'
import type { Forecast } from './read-forecast.ts'

/** A wire of a group with its forecasts and what they cost row by row. */
export interface Judged extends Member {
  readonly forecast: Forecast
  readonly losses: { readonly logLoss: Float64Array; readonly brier: Float64Array; readonly rps: Float64Array }
  readonly score: Score
}

/** All with percentile bootstrap intervals over rows. */
export interface Score {
  readonly n: number
  /** Nats, mean over rows. */
  readonly logLoss: Estimate
  /** Rows whose true class had a probability below the clip. */
  readonly clippedRows: number
  /** Squared error summed over the classes: from 0 to 2. */
  readonly brierSumOverClasses: Estimate
  /** Ranked probability score in the order of the classes. */
  readonly rps: Estimate
  readonly accuracy: Estimate
  /** One class against the rest, mean over the classes that have rows; null when all rows are of one class. */
  readonly rocAuc: Estimate | null
}

/** A model minus a baseline of its group on the same rows: below 0 the model is better. */
export interface Comparison {
  readonly group: string
  readonly model: string
  readonly baseline: string
  readonly n: number
  readonly logLoss: Estimate & {
    readonly standardError: number
    /** The true difference that so many such rows would tell from 0, see `power`. */
    readonly detectable: number
    /** Two-sided, by the normal approximation; `adjusted` by Holm for all comparisons of the group. */
    readonly pValue: number
    readonly adjusted: number
  }
  readonly brierSumOverClasses: Estimate
  readonly rps: Estimate
}

/** All scores of one wire. */
export function judge(member: Member, forecast: Forecast, params: CompareParams, draws: BootstrapDraws): Judged {
  const { actual, probabilities } = forecast
  const estimate = (perRow: ArrayLike<number>): Estimate => {
    const { mean: value, lower, upper } = draws.interval(perRow)
    return { value, lower, upper }
  }
  const loss = logLoss(actual, probabilities, { epsilon: params.clip })
  const brier = brierMultiClass(actual, probabilities).perRow
  const ranked = rps(actual, probabilities).perRow
  const chosen = mostProbable(probabilities).codes
  return {
    ...member,
    forecast,
    losses: { logLoss: loss.perRow, brier, rps: ranked },
    score: {
      n: probabilities.rows,
      logLoss: estimate(loss.perRow),
      clippedRows: loss.clipped,
      brierSumOverClasses: estimate(brier),
      rps: estimate(ranked),
      accuracy: estimate(Float64Array.from(chosen, (code, i) => (code === actual.codes[i] ? 1 : 0))),
      rocAuc: areaInterval(actual, probabilities, draws, params.bootstrap.level) ?? null,
    },
  }
}

/** Each model of a group against each of its baselines: a paired bootstrap with the same draws for every pair. */
export function compareGroup(judged: readonly Judged[], params: CompareParams, draws: BootstrapDraws): Comparison[] {
  const models = judged.filter(({ role }) => role === 'model')
  const baselines = judged.filter(({ role }) => role === 'baseline')
  const { level } = params.bootstrap
  const pairs = models.flatMap((model) => baselines.map((baseline) => ({ model, baseline })))
  const tests = pairs.map(({ model, baseline }) =>
    pairedDifference(model.losses.logLoss, baseline.losses.logLoss, { level, power: params.power }),
  )
  const adjusted = holmAdjust(tests.map(({ pValue }) => pValue))
  return pairs.map(({ model, baseline }, i) => {
    const difference = (of: keyof Judged['losses']) => differenceOf(model.losses[of], baseline.losses[of], draws)
    const { standardError, detectable, pValue } = tests[i]!
    return {
      group: model.group,
      model: model.label,
      baseline: baseline.label,
      n: model.score.n,
      logLoss: { ...difference('logLoss'), standardError, detectable, pValue, adjusted: adjusted[i]! },
      brierSumOverClasses: difference('brier'),
      rps: difference('rps'),
    }
  })
}

/** A paired difference with its interval. */
export function differenceOf(a: Float64Array, b: Float64Array, draws: BootstrapDraws): Estimate {
  const { mean: value, lower, upper } = draws.interval(a.map((loss, row) => loss - (b[row] as number)))
  return { value, lower, upper }
}
