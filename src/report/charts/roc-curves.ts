import type { ChartFigure } from '../figure.ts'
import { capitalize } from '../text/capitalize.ts'
import { fixed } from '../text/fixed.ts'
import { thousands } from '../text/thousands.ts'
import { chartFigure } from './chart-figure.ts'
import { diagonal } from './diagonal.ts'
import { thin } from './thin.ts'

export interface RocCurve {
  readonly model: string
  /** The class told apart from the rest. */
  readonly className: string
  /** Pairs of false and true positive rate, from (0, 0) to (1, 1). */
  readonly points: readonly (readonly [number, number])[]
  readonly auc: number
}

export interface RocCurvesData {
  readonly curves: readonly RocCurve[]
  /** Rows judged. */
  readonly n?: number
}

/** Most vertices that one curve keeps: more cannot be seen at this size. */
const MAX_POINTS = 240

/** ROC curves with the diagonal of guessing: a panel for each class, a line for each model. */
export function rocCurves({ curves, n }: RocCurvesData): ChartFigure {
  const models = [...new Set(curves.map((curve) => curve.model))]
  const classes = [...new Set(curves.map((curve) => curve.className))]
  // One model: the classes share a panel and are told apart by colour.
  const byModel = models.length > 1
  const panelOf = (curve: RocCurve) => (byModel ? panelLabel(curve.className) : '')
  const lineOf = (curve: RocCurve) => (byModel ? curve.model : `${curve.className}, area ${fixed(curve.auc, 2)}`)
  const values = curves.flatMap((curve) =>
    thin(curve.points, MAX_POINTS).map(([fpr, tpr], order) => ({
      panel: panelOf(curve),
      line: lineOf(curve),
      model: curve.model,
      class: curve.className,
      'false positive rate': round(fpr),
      'true positive rate': round(tpr),
      area: round(curve.auc),
      order,
    })),
  )
  const panels = byModel ? classes.map(panelLabel) : []
  return chartFigure({
    title: finding(curves, byModel),
    subtitle: `ROC curves: hits against false alarms over all thresholds${byModel || models[0] === undefined ? '' : `; ${models[0]}`}${n === undefined ? '' : `; n\u00a0=\u00a0${thousands(n)}`}`,
    description: `Area under the curve, where 0.50 is guessing and 1 is perfect: ${curves
      .map((curve) => `${byModel ? `${curve.model}, ` : ''}${curve.className} ${fixed(curve.auc, 2)}`)
      .join('; ')}.`,
    size: { min: 220, max: byModel && panels.length > 1 ? 320 : 440, aspect: 1, panels: Math.max(1, panels.length) },
    spec: {
      data: { values },
      ...(panels.length > 1
        ? { facet: { field: 'panel', type: 'nominal', sort: panels, title: null }, spec: view(curves.map(lineOf)) }
        : view(curves.map(lineOf))),
    },
  })
}

function view(lines: readonly string[]) {
  const rate = (field: string, title: string) => ({
    field,
    type: 'quantitative',
    title,
    scale: { domain: [0, 1] },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' },
  })
  return {
    layer: [
      diagonal(),
      {
        mark: { type: 'line', style: 'curve' },
        encoding: {
          x: rate('false positive rate', 'false positive rate'),
          y: rate('true positive rate', 'true positive rate'),
          order: { field: 'order', type: 'quantitative' },
          color: { field: 'line', type: 'nominal', title: null, scale: { domain: [...new Set(lines)] } },
          tooltip: [
            { field: 'model', title: 'model' },
            { field: 'class', title: 'class' },
            { field: 'false positive rate', format: '.1%' },
            { field: 'true positive rate', format: '.1%' },
            { field: 'area', title: 'area under the curve', format: '.3f' },
          ],
        },
      },
    ],
  }
}

function panelLabel(className: string): string {
  return `${className} against the rest`
}

function finding(curves: readonly RocCurve[], byModel: boolean): string {
  const ranked = [...curves].sort((a, b) => b.auc - a.auc)
  const best = ranked[0]
  const worst = ranked.at(-1)
  if (best === undefined || worst === undefined) return 'ROC curves'
  const by = byModel ? `, by ${best.model}` : ''
  const top = `“${best.className}” is told apart best${by}: area ${fixed(best.auc, 2)}`
  if (ranked.length === 1)
    return `${capitalize(best.model)} tells “${best.className}” apart with an area of ${fixed(best.auc, 2)}`
  return worst.auc < 0.5 ? `${top}; “${worst.className}” goes no better than guessing` : top
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
