import type { Figure } from 'millrace'
import { confusionMatrix, mostProbable, reliability, rocAuc, rocCurve } from 'millrace/ml'
import {
  baselineComparison,
  confusionMatrix as confusionChart,
  reliability as reliabilityChart,
  rocCurves,
} from 'millrace/report'
import type { Comparison } from './compare.ts'
import type { Forecast } from './forecast.ts'
import type { EvaluateParams } from './params.ts'
import type { Score } from './score.ts'

/** Log loss of each model minus each baseline's; without a baseline, of the models alone. */
export function comparisonFigure(
  scores: readonly Score[],
  comparisons: readonly Comparison[],
  { bootstrap }: EvaluateParams,
): Figure {
  const title = (label: string) => scores.find((score) => score.label === label)?.title ?? label
  return baselineComparison({
    metric: 'log loss',
    unit: 'nats',
    models: scores.map(({ title: name, role, logLoss }) => ({ name, role, value: logLoss.value })),
    differences: comparisons.map(({ model, baseline, logLoss: { mean, lower, upper } }) => ({
      model: title(model),
      baseline: title(baseline),
      mean,
      lower,
      upper,
    })),
    n: Math.max(...scores.map(({ n }) => n)),
    level: bootstrap.level,
  })
}

/** What was observed against what the models predict. */
export function confusionFigure(models: readonly Forecast[]): Figure {
  const classes = models[0]?.actual.classes ?? []
  return confusionChart({
    classes,
    models: models.map(({ title, actual, probabilities, sampleWeight }) => {
      const { counts } = confusionMatrix(actual, mostProbable(probabilities), { sampleWeight })
      const row = (i: number) => Array.from(counts.subarray(i * classes.length, (i + 1) * classes.length))
      return { label: title, counts: classes.map((_, i) => row(i)) }
    }),
  })
}

/** Each class against the rest; a class without rows, or of all rows, has no curve. */
export function rocFigure(models: readonly Forecast[]): Figure {
  const curves = models.flatMap((forecast) => {
    const { title, actual, sampleWeight } = forecast
    return actual.classes.flatMap((className, code) => {
      const positive = Uint8Array.from(actual.codes, (actualCode) => (actualCode === code ? 1 : 0))
      if (!positive.includes(1) || !positive.includes(0)) return []
      const scores = probabilityOf(forecast, code)
      const { falsePositiveRate, truePositiveRate } = rocCurve(positive, scores, { sampleWeight })
      const points = Array.from(falsePositiveRate, (x, i) => [x, truePositiveRate[i] as number] as const)
      return [{ model: title, className, points, auc: rocAuc(positive, scores, { sampleWeight }) }]
    })
  })
  return rocCurves({ curves, n: models[0]?.probabilities.rows ?? 0 })
}

/** Predicted probabilities of each class against how often it happened. */
export function reliabilityFigure(models: readonly Forecast[], params: EvaluateParams): Figure {
  const { level } = params.bootstrap
  return reliabilityChart({
    level,
    curves: models.flatMap(({ title, actual, probabilities, sampleWeight }) =>
      reliability(actual, probabilities, { bins: params.bins, level, sampleWeight }).perClass.map(
        ({ class: className, bins }) => ({
          model: title,
          className,
          bins: bins
            .filter(({ count }) => count > 0)
            .map(({ meanPredicted, observed, interval: [lower, upper], count }) => ({
              predicted: meanPredicted,
              observed,
              lower,
              upper,
              n: count,
            })),
        }),
      ),
    ),
  })
}

/** One probability a row. */
export function probabilityOf({ probabilities }: Forecast, code: number): Float64Array {
  const { data, classes, rows } = probabilities
  return Float64Array.from({ length: rows }, (_, i) => data[i * classes.length + code] as number)
}
