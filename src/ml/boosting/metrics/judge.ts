import { evaluateMetric } from './evaluate-metric.ts'
import type { Evaluation, Metric } from './metric.ts'

/** The metrics of each round, by the metric's name. */
export type EvaluationHistory = Readonly<Record<string, Float64Array>>

/** Follows an evaluation set round by round. */
export interface Judge {
  /** @returns whether to stop */
  judge(evaluation: Evaluation): boolean
  /** The round, from 0, in which the last metric was best; the first of equals. The last round without a metric. */
  readonly bestRound: number
  readonly bestScore: number
  history(): EvaluationHistory
}

/**
 * Keeps the history of metrics and says when the last of them has not become better for `patience` rounds. NaN is never
 * better. Source: XGBoost, `python-package/xgboost/callback.py: EarlyStopping`.
 */
export function createJudge(metrics: readonly Metric[], patience: number | undefined): Judge {
  const values = metrics.map(() => [] as number[])
  let round = -1
  let bestRound = 0
  let bestScore = Number.NaN
  return {
    judge(evaluation) {
      round++
      let last = Number.NaN
      let more = false
      for (const [m, metric] of metrics.entries()) {
        last = typeof metric === 'string' ? evaluateMetric(metric, evaluation) : metric.evaluate(evaluation)
        more = typeof metric === 'string' ? metric === 'auc' : metric.maximize === true
        values[m]!.push(last)
      }
      if (Number.isNaN(bestScore) || (more ? last > bestScore : last < bestScore)) {
        bestScore = last
        bestRound = round
      }
      return patience !== undefined && round - bestRound >= patience
    },
    get bestRound() {
      return bestRound
    },
    get bestScore() {
      return bestScore
    },
    history: () =>
      Object.fromEntries(
        metrics.map((metric, m) => [typeof metric === 'string' ? metric : metric.name, Float64Array.from(values[m]!)]),
      ),
  }
}
