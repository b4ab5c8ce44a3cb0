import type { NumberScore } from './score.ts'

interface Value {
  readonly value: number
}

/**
 * The first model's scores in the shape of `evaluation.json`, which SageMaker Pipelines' `ConditionStep` reads by `JsonGet`
 * (`regression_metrics.mse.value`), so that a condition written for it reads this. Values that there are not are null.
 * A record and no list: paths in `when:` and `checks:` are short.
 */
export interface EvaluationDocument {
  readonly regression_metrics: {
    readonly mse: Value
    readonly rmse: Value
    readonly mae: Value
    /** A share, not percent. */
    readonly mape: Value | null
    readonly mase: Value | null
    readonly r2: Value | null
  }
}

export function evaluationDocument(score: NumberScore): EvaluationDocument {
  const known = (value: number | null | undefined) => (value === null || value === undefined ? null : { value })
  return {
    regression_metrics: {
      mse: { value: score.meanSquaredError },
      rmse: { value: score.rootMeanSquaredError.value },
      mae: { value: score.meanAbsoluteError.value },
      mape: known(score.meanAbsolutePercentageError),
      mase: known(score.meanAbsoluteScaledError?.value),
      r2: known(score.rSquared?.value),
    },
  }
}
