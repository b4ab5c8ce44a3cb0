import type { Figure } from 'millrace'
import { baselineComparison, predictedActual, residualDistribution, residualsOver } from 'millrace/report'
import type { NumberComparison } from './compare.ts'
import type { NumberForecast } from './forecast.ts'
import type { EvaluateRegressionParams } from './params.ts'
import type { NumberScore } from './score.ts'

/** Mean absolute error of each model minus each baseline's. */
export function comparisonFigure(
  scores: readonly NumberScore[],
  comparisons: readonly NumberComparison[],
  { bootstrap, unit, time }: EvaluateRegressionParams,
): Figure {
  const title = (label: string) => scores.find((score) => score.label === label)?.title ?? label
  // Of a series the mean of all years is no rival, and lies so far off that no other difference would be seen beside it.
  const rivals = comparisons.filter(({ baseline }) => time === undefined || baseline !== 'mean')
  return baselineComparison({
    metric: 'mean absolute error',
    unit: unit ?? 'unit of the target',
    models: scores.map(({ title: name, role, meanAbsoluteError: { value } }) => ({ name, role, value })),
    differences: (rivals.length > 0 ? rivals : comparisons).map(
      ({ model, baseline, absoluteError: { mean, lower, upper } }) => ({
        model: title(model),
        baseline: title(baseline),
        mean,
        lower,
        upper,
      }),
    ),
    n: Math.max(...scores.map(({ n }) => n)),
    level: bootstrap.level,
  })
}

/** The models' residuals from three sides: against the truth, as a distribution, along time or predictions. */
export function residualFigures(
  models: readonly (NumberForecast & { readonly score: NumberScore })[],
  times: readonly string[] | Float64Array | undefined,
  target: string,
  { unit, time }: EvaluateRegressionParams,
): Record<'predictedActual' | 'residuals' | 'residualsOver', Figure> {
  const named = unit === undefined ? target : `${target} (${unit})`
  const residual = ({ actual, predicted }: NumberForecast, i: number) =>
    (actual[i] as number) - (predicted[i] as number)
  return {
    predictedActual: predictedActual({
      target: named,
      models: models.map(({ title, actual, predicted, score }) => ({
        name: title,
        actual,
        predicted,
        rSquared: score.rSquared?.value ?? null,
      })),
    }),
    residuals: residualDistribution({
      target: named,
      models: models.map((model) => ({ name: model.title, residuals: model.actual.map((_, i) => residual(model, i)) })),
    }),
    residualsOver: residualsOver({
      target: named,
      over: times === undefined ? `predicted ${named}` : (time ?? ''),
      axis: times !== undefined && !(times instanceof Float64Array) ? 'time' : 'number',
      models: models.map((model) => ({
        name: model.title,
        rows: Array.from(model.rows, (row, i) => ({
          at: times?.[row] ?? (model.predicted[i] as number),
          residual: residual(model, i),
        })),
      })),
    }),
  }
}
