import { deriveSeed } from 'millrace'
import {
  bootstrapInterval,
  brierBinary,
  brierMultiClass,
  expectedCalibrationError,
  logLoss,
  mostProbable,
  rps,
} from 'millrace/ml'
import { classScores, type PredictedClassScores } from './class-scores.ts'
import type { Forecast } from './forecast.ts'
import type { EvaluateParams } from './params.ts'
import { type RankingScores, rankingScores } from './ranking-scores.ts'

export type { ClassScore } from './class-scores.ts'

type Interval = readonly [number, number]

export interface Score extends PredictedClassScores, RankingScores {
  readonly label: string
  readonly title: string
  readonly role: 'model' | 'baseline'
  /** Rows judged. */
  readonly n: number
  readonly syntheticTrainingRows: number
  readonly accuracy: number
  readonly accuracyInterval: Interval
  /** Natural logarithm, mean over rows. */
  readonly logLoss: {
    readonly value: number
    readonly interval: Interval
    readonly clip: number
    /** Rows whose true class had a probability below `clip`. */
    readonly clippedRows: number
    /** Probabilities that are exactly 0, of any class, and the rows that have one. */
    readonly exactZeros: number
    readonly rowsWithZero: number
  }
  /** Mean over rows of the squared error summed over the classes: from 0 to 2. */
  readonly brierSumOverClasses: number
  readonly brierInterval: Interval
  /** Of two classes the score of one probability, half of the sum: from 0 to 1. Null where there are more classes. */
  readonly brierOfPositive: { readonly class: string; readonly value: number } | null
  /** Ranked probability score in the order of the classes, divided by their number minus 1. */
  readonly rps: number
  readonly rpsInterval: Interval
  readonly expectedCalibrationError: { readonly value: number; readonly bins: number }
}

/** The losses row by row, which the paired differences need. */
export interface Losses {
  readonly logLoss: Float64Array
  readonly brier: Float64Array
  readonly rps: Float64Array
  /** 1 where the most probable class is the true one. */
  readonly right: Float64Array
}

/** The class that is looked for, of two: as the parameters say, else the second. Undefined where there are more. */
export function positiveOf(
  classes: readonly string[],
  { positive }: Pick<EvaluateParams, 'positive'>,
): string | undefined {
  return positive ?? (classes.length === 2 ? classes[1] : undefined)
}

/** All metrics of one forecast. */
export function score(forecast: Forecast, params: EvaluateParams, seed: number): { score: Score; losses: Losses } {
  const { label, title, role, actual, probabilities, bundle, sampleWeight } = forecast
  const weighted = { sampleWeight }
  const loss = logLoss(actual, probabilities, { ...weighted, epsilon: params.clip })
  const brier = brierMultiClass(actual, probabilities, weighted)
  const ranked = rps(actual, probabilities, weighted)
  const predicted = mostProbable(probabilities)
  const right = Float64Array.from(actual.codes, (code, i) => (code === predicted.codes[i] ? 1 : 0))
  const boot = (perRow: Float64Array) =>
    bootstrapInterval(perRow, { seed: deriveSeed(seed, 'bootstrap'), ...params.bootstrap, ...weighted })
  const ends = (perRow: Float64Array): Interval => {
    const { lower, upper } = boot(perRow)
    return [lower, upper]
  }
  const positive = positiveOf(actual.classes, params)
  const count = probabilities.classes.length
  const zero = (row: number) => probabilities.data.subarray(row * count, (row + 1) * count).includes(0)
  return {
    losses: { logLoss: loss.perRow, brier: brier.perRow, rps: ranked.perRow, right },
    score: {
      label,
      title,
      role,
      n: probabilities.rows,
      syntheticTrainingRows: bundle?.training.syntheticRows ?? 0,
      accuracy: boot(right).mean,
      accuracyInterval: ends(right),
      ...classScores(actual, probabilities, params.beta, weighted),
      logLoss: {
        value: loss.value,
        interval: ends(loss.perRow),
        clip: loss.epsilon,
        clippedRows: loss.clipped,
        exactZeros: probabilities.data.reduce((zeros, p) => zeros + (p === 0 ? 1 : 0), 0),
        rowsWithZero: Array.from({ length: probabilities.rows }, (_, row) => zero(row)).filter(Boolean).length,
      },
      brierSumOverClasses: brier.value,
      brierInterval: ends(brier.perRow),
      brierOfPositive:
        count === 2 && positive !== undefined
          ? { class: positive, value: brierBinary(actual, probabilities, { ...weighted, positive }).value }
          : null,
      rps: ranked.value,
      rpsInterval: ends(ranked.perRow),
      ...rankingScores(actual, probabilities, params.topK, weighted),
      expectedCalibrationError: expectedCalibrationError(actual, probabilities, { ...weighted, bins: params.bins }),
    },
  }
}
