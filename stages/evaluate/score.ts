import { deriveSeed } from 'millrace'
import {
  accuracy,
  bootstrapInterval,
  brierMultiClass,
  expectedCalibrationError,
  logLoss,
  mostProbable,
  precisionRecallF1,
  rocAucOneVsRest,
  rps,
} from 'millrace/ml'
import type { Forecast } from './forecast.ts'
import type { EvaluateParams } from './params.ts'

export interface Score {
  readonly label: string
  readonly title: string
  readonly role: 'model' | 'baseline'
  /** Rows judged. */
  readonly n: number
  readonly syntheticTrainingRows: number
  readonly accuracy: number
  readonly macro: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly perClass: readonly ClassScore[]
  /** Natural logarithm, mean over rows. */
  readonly logLoss: {
    readonly value: number
    readonly interval: readonly [number, number]
    readonly clip: number
    /** Rows whose true class had a probability below `clip`. */
    readonly clippedRows: number
    /** Probabilities that are exactly 0, of any class, and the rows that have one. */
    readonly exactZeros: number
    readonly rowsWithZero: number
  }
  /** Mean over rows of the squared error summed over the classes: from 0 to 2. */
  readonly brierSumOverClasses: number
  /** Ranked probability score in the order of the classes, divided by their number minus 1. */
  readonly rps: number
  /** One class against the rest; classes without a row are left out of the means. */
  readonly rocAuc: {
    readonly macro: number | null
    readonly weighted: number | null
    readonly absent: readonly string[]
  }
  readonly expectedCalibrationError: { readonly value: number; readonly bins: number }
}

export interface ClassScore {
  readonly class: string
  /** Rows of the class, rows predicted as it, and those that are both. */
  readonly rows: number
  readonly predicted: number
  readonly hits: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** The losses row by row, which the paired differences need. */
export interface Losses {
  readonly logLoss: Float64Array
  readonly brier: Float64Array
  readonly rps: Float64Array
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** All metrics of one forecast. */
export function score(forecast: Forecast, params: EvaluateParams, seed: number): { score: Score; losses: Losses } {
  const { label, title, role, actual, probabilities, bundle } = forecast
  const predicted = mostProbable(probabilities)
  const loss = logLoss(actual, probabilities, { epsilon: params.clip })
  const brier = brierMultiClass(actual, probabilities)
  const ranked = rps(actual, probabilities)
  const classes = precisionRecallF1(actual, predicted)
  const auc = rocAucOneVsRest(actual, probabilities)
  const interval = bootstrapInterval(loss.perRow, { seed: deriveSeed(seed, 'bootstrap'), ...params.bootstrap })
  const zero = (row: number) => {
    const count = probabilities.classes.length
    return probabilities.data.subarray(row * count, (row + 1) * count).includes(0)
  }
  return {
    losses: { logLoss: loss.perRow, brier: brier.perRow, rps: ranked.perRow },
    score: {
      label,
      title,
      role,
      n: probabilities.rows,
      syntheticTrainingRows: bundle?.training.syntheticRows ?? 0,
      accuracy: accuracy(actual, predicted),
      macro: classes.macro,
      perClass: classes.perClass.map(({ class: name, support, predicted: rows, precision, recall, f1 }) => ({
        class: name,
        rows: support,
        predicted: rows,
        hits: Math.round(recall * support),
        precision,
        recall,
        f1,
      })),
      logLoss: {
        value: loss.value,
        interval: [interval.lower, interval.upper],
        clip: loss.epsilon,
        clippedRows: loss.clipped,
        exactZeros: probabilities.data.reduce((zeros, p) => zeros + (p === 0 ? 1 : 0), 0),
        rowsWithZero: Array.from({ length: probabilities.rows }, (_, row) => zero(row)).filter(Boolean).length,
      },
      brierSumOverClasses: brier.value,
      rps: ranked.value,
      rocAuc: { macro: finite(auc.macro), weighted: finite(auc.weighted), absent: auc.absent },
      expectedCalibrationError: expectedCalibrationError(actual, probabilities, { bins: params.bins }),
    },
  }
}
