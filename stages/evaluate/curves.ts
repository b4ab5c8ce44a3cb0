import type { Figure } from 'millrace'
import { averagePrecision, gainCurve, precisionRecallCurve, thresholdSweep } from 'millrace/ml'
import { gainCurves, precisionRecallCurves, thresholdSweep as sweepChart } from 'millrace/report'
import { probabilityOf } from './charts.ts'
import type { Forecast } from './forecast.ts'
import type { EvaluateParams } from './params.ts'
import { positiveOf } from './score.ts'

interface OneClass {
  readonly className: string
  readonly title: string
  /** 1 where a row is of the class. */
  readonly positive: Uint8Array
  readonly scores: Float64Array
  readonly sampleWeight: Float64Array | undefined
}

/** What can be found, and how far it can be trusted: classes that have rows, of two the one that is looked for. */
export function precisionRecallFigure(models: readonly Forecast[], params: EvaluateParams): Figure {
  const curves = models.flatMap((model) =>
    classesOf(model, params).map(({ className, title, positive, scores, sampleWeight }) => {
      const { precision, recall } = precisionRecallCurve(positive, scores, { sampleWeight })
      const points = Array.from(recall, (value, i) => [value, precision[i] as number] as const).reverse()
      const weightOf = (i: number) => sampleWeight?.[i] ?? 1
      const [own, all] = positive.reduce(([a, b], is, i) => [a + is * weightOf(i), b + weightOf(i)], [0, 0])
      const area = averagePrecision(positive, scores, { sampleWeight })
      return { model: title, className, points, averagePrecision: area, share: (own as number) / (all as number) }
    }),
  )
  return precisionRecallCurves({ curves, n: models[0]?.probabilities.rows ?? 0 })
}

/** What is found by taking the most probable rows first. */
export function gainFigure(models: readonly Forecast[], params: EvaluateParams): Figure {
  const curves = models.flatMap((model) =>
    classesOf(model, params).map(({ className, title, positive, scores, sampleWeight }) => {
      const { share, gain } = gainCurve(positive, scores, { sampleWeight })
      return { model: title, className, points: Array.from(share, (value, i) => [value, gain[i] as number] as const) }
    }),
  )
  return gainCurves({ curves, n: models[0]?.probabilities.rows ?? 0 })
}

/** What calling rows from each threshold on gives, of the model that the headline is about. */
export function thresholdFigure(models: readonly Forecast[], params: EvaluateParams): Figure {
  const [model] = models
  return sweepChart({
    model: model?.title ?? '',
    n: model?.probabilities.rows ?? 0,
    classes: (model === undefined ? [] : classesOf(model, params)).map(
      ({ className, positive, scores, sampleWeight }) => ({
        name: className,
        steps: thresholdSweep(positive, scores, { sampleWeight }),
      }),
    ),
  })
}

/** A class without rows, or of all rows, has no curve. */
function classesOf(model: Forecast, params: EvaluateParams): OneClass[] {
  const { actual, title, sampleWeight } = model
  const wanted = positiveOf(actual.classes, params)
  return actual.classes.flatMap((className, code) => {
    if (wanted !== undefined && className !== wanted) return []
    const positive = Uint8Array.from(actual.codes, (own) => (own === code ? 1 : 0))
    if (!positive.includes(1) || !positive.includes(0)) return []
    return [{ className, title, positive, scores: probabilityOf(model, code), sampleWeight }]
  })
}
