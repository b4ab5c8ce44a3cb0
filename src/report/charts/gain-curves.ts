import type { ChartFigure } from '../figure.ts'
import { fixed } from '../text/fixed.ts'
import { percent } from '../text/percent.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { unitCurves } from './unit-curves.ts'

export interface GainCurve {
  readonly model: string
  /** The class whose rows are looked for. */
  readonly className: string
  /** Pairs of the share of rows taken, best scores first, and the share of the class among them found. */
  readonly points: readonly (readonly [number, number])[]
}

export interface GainCurvesData {
  readonly curves: readonly GainCurve[]
  /** Rows judged. */
  readonly n: number
}

/** The share of rows at which the finding is told. */
const AT = 0.25

/** What is found by taking the rows with the highest scores first, a panel a class, a line a model; dashed: rows at random. */
export function gainCurves({ curves, n }: GainCurvesData): ChartFigure {
  const lifts = curves.map((curve) => ({ ...curve, summary: gainAt(curve.points, AT) / AT }))
  const { spec, panels } = unitCurves({
    curves: lifts,
    x: 'rows taken',
    y: 'found',
    summary: `lift at ${percent(AT)}`,
    guessing: () => [
      [0, 0],
      [1, 1],
    ],
  })
  const models = [...new Set(curves.map(({ model }) => model))]
  const [best] = [...lifts].sort((a, b) => b.summary - a.summary)
  const who = best !== undefined && models.length > 1 ? ` of ${best.model}` : ''
  return chartFigure({
    title:
      best === undefined
        ? 'Gain by rows taken'
        : `The quarter of rows with the highest scores${who} holds ${percent(best.summary * AT)} of ${best.className}`,
    subtitle: `Share of the class found when rows are taken by falling score; dashed: at random${models.length === 1 ? `; ${models[0]}` : ''}; n\u00a0=\u00a0${thousands(n)}`,
    description: `Lift, how many times as many as at random, among the first quarter of rows: ${lifts
      .map(
        ({ model, className, summary }) => `${models.length > 1 ? `${model}, ` : ''}${className} ${fixed(summary, 2)}`,
      )
      .join('; ')}.`,
    size: { min: 220, max: panels > 1 ? 320 : 440, aspect: 1, panels },
    spec,
  })
}

/** Between points by straight lines: rows of one score are taken in no order. */
function gainAt(points: readonly (readonly [number, number])[], share: number): number {
  const after = points.findIndex(([x]) => x >= share)
  const [x1, y1] = points[after] ?? [1, 1]
  const [x0, y0] = points[after - 1] ?? [0, 0]
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (share - x0)) / (x1 - x0)
}
