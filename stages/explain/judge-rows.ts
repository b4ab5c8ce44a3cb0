import { type Labels, type Matrix, MillraceError } from 'millrace'
import {
  brierMultiClass,
  logLoss,
  type Model,
  meanAbsoluteError,
  meanSquaredError,
  mostProbable,
  type RowLosses,
} from 'millrace/ml'
import type { ExplainParams } from './params.ts'

type Metric = NonNullable<ExplainParams['metric']>

export interface Judge {
  readonly metric: Metric
  /** For sentences: `log loss`. */
  readonly words: string
  /** What it is counted in: `nats`. */
  readonly unit: string
  readonly judge: (features: Matrix) => RowLosses
}

/** The loss by which shuffled columns are judged. @throws E_PARAMS for a metric of the other task */
export function judgeRows(
  model: Model,
  actual: Labels | Float64Array,
  wanted: Metric | undefined,
  target: string,
): Judge {
  if (model.task === 'regression' && actual instanceof Float64Array) {
    const metric = wanted ?? 'absoluteError'
    if (metric === 'absoluteError') {
      const judge = (features: Matrix) => meanAbsoluteError(actual, model.predict(features))
      return { metric, words: 'mean absolute error', unit: target, judge }
    }
    if (metric === 'squaredError') {
      const judge = (features: Matrix) => meanSquaredError(actual, model.predict(features))
      return { metric, words: 'mean squared error', unit: `squared ${target}`, judge }
    }
    throw otherTask(metric, 'numbers', 'absoluteError or squaredError')
  }
  if (model.task === 'regression' || actual instanceof Float64Array)
    throw new Error('target and model are of two tasks')
  const metric = wanted ?? 'logLoss'
  if (metric === 'logLoss') {
    const judge = (features: Matrix) => logLoss(actual, model.predictProbability(features))
    return { metric, words: 'log loss', unit: 'nats', judge }
  }
  if (metric === 'brier') {
    const judge = (features: Matrix) => brierMultiClass(actual, model.predictProbability(features))
    return { metric, words: 'Brier score', unit: 'summed over the classes, 0 to 2', judge }
  }
  if (metric === 'error') {
    return {
      metric,
      words: 'share predicted wrong',
      unit: 'share of rows',
      judge: (features) => {
        const { codes } = mostProbable(model.predictProbability(features))
        const perRow = Float64Array.from(codes, (code, i) => (code === actual.codes[i] ? 0 : 1))
        return { value: perRow.reduce((sum, wrong) => sum + wrong, 0) / perRow.length, perRow }
      },
    }
  }
  throw otherTask(metric, 'classes', 'logLoss, brier or error')
}

function otherTask(metric: Metric, task: string, use: string): MillraceError {
  return new MillraceError('E_PARAMS', `The metric ${metric} does not judge a model of ${task}.`, {
    hint: `Use ${use}.`,
  })
}
