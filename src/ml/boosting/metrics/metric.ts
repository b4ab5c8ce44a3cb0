/** What a metric sees after each round. */
export interface Evaluation {
  /**
   * Predictions of the evaluation set, `outputs` a row: probabilities of the classes that have training rows (of the
   * second one only for `logistic`), or numbers in the unit of the target. Valid during the call only.
   */
  readonly predictions: Float32Array
  readonly outputs: number
  /** Target of each row: a number, or the place of its class among those that have training rows. */
  readonly targets: Float32Array
  /** Weight of each row. */
  readonly weights: Float32Array
  /** Of objective `quantile`. */
  readonly quantileAlpha: number
}

export type MetricName = 'logLoss' | 'mlogLoss' | 'error' | 'auc' | 'rmse' | 'mae' | 'poissonDeviance' | 'pinball'

/** A metric of your own. */
export interface CustomMetric {
  readonly name: string
  /** Whether more is better. Default false. */
  readonly maximize?: boolean
  evaluate(evaluation: Evaluation): number
}

export type Metric = MetricName | CustomMetric
