import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { unitCurves } from './unit-curves.ts'

export interface PrecisionRecallCurve {
  readonly model: string
  /** The class told apart from the rest. */
  readonly className: string
  /** Pairs of recall and precision, recall rising. */
  readonly points: readonly (readonly [number, number])[]
  readonly averagePrecision: number
  /** Share of rows of the class: the precision of guessing. */
  readonly share: number
}

export interface PrecisionRecallData {
  readonly curves: readonly PrecisionRecallCurve[]
  /** Rows judged. */
  readonly n: number
}

/** How far a call can be trusted against how much is found: a panel a class, a line a model, dashed what guessing gives. */
export function precisionRecallCurves({ curves, n }: PrecisionRecallData): ChartFigure {
  const shareOf = (className: string) => curves.find((curve) => curve.className === className)?.share ?? 0
  const { spec, panels } = unitCurves({
    curves: curves.map(({ averagePrecision, ...curve }) => ({ ...curve, summary: averagePrecision })),
    x: 'recall',
    y: 'precision',
    summary: 'average precision',
    guessing: (className) => [
      [0, shareOf(className)],
      [1, shareOf(className)],
    ],
  })
  const models = [...new Set(curves.map(({ model }) => model))]
  return chartFigure({
    title: finding(curves),
    subtitle: `Precision (share of calls that are right) against recall (share found) over all thresholds; dashed: guessing${models.length === 1 ? `; ${models[0]}` : ''}; n\u00a0=\u00a0${thousands(n)}`,
    description: `Average precision beside the share of the class, which guessing gives: ${curves
      .map(
        ({ model, className, averagePrecision, share }) =>
          `${models.length > 1 ? `${model}, ` : ''}${className} ${fixed(averagePrecision, 2)} (${fixed(share, 2)})`,
      )
      .join('; ')}.`,
    size: { min: 220, max: panels > 1 ? 320 : 440, aspect: 1, panels },
    spec,
  })
}

/** The class whose rows are found best beyond guessing. */
function finding(curves: readonly PrecisionRecallCurve[]): string {
  const [best] = [...curves].sort((a, b) => b.averagePrecision - b.share - (a.averagePrecision - a.share))
  if (best === undefined) return 'Precision and recall'
  const { className, model, averagePrecision, share } = best
  const who = new Set(curves.map((curve) => curve.model)).size > 1 ? ` by ${model}` : ''
  if (averagePrecision <= share) return `No class is found better than by guessing`
  return `Found best${who}: ${className}, with an average precision of ${percent(averagePrecision)} where guessing has ${percent(share)}`
}
