import { thin } from './thin.ts'

/** One curve from 0 to 1 in both directions. */
export interface UnitCurve {
  readonly model: string
  /** The class told apart from the rest. */
  readonly className: string
  readonly points: readonly (readonly [number, number])[]
  /** Shown in the tooltip, such as the area under the curve. */
  readonly summary: number
}

export interface UnitCurvesParts {
  readonly curves: readonly UnitCurve[]
  readonly x: string
  readonly y: string
  readonly summary: string
  /** What guessing gives for a class: from where to where. */
  readonly guessing: (className: string) => readonly [readonly [number, number], readonly [number, number]]
}

/** Most vertices that one curve keeps: more cannot be seen at this size. */
const MAX_POINTS = 240

/**
 * The specification of curves in unit squares, a panel for each class and a line for each model, with a dashed line for
 * guessing: what precision-recall and gain curves share.
 */
export function unitCurves(parts: UnitCurvesParts): { spec: Record<string, unknown>; panels: number } {
  const { curves, x, y, summary, guessing } = parts
  const models = [...new Set(curves.map((curve) => curve.model))]
  const classes = [...new Set(curves.map((curve) => curve.className))]
  const panelOf = (className: string) => `${className} against the rest`
  // The ends of the dashed line are rows like others, so that each panel has its own.
  const references = classes.flatMap((className) =>
    guessing(className).map(([a, b], order) => ({
      panel: panelOf(className),
      kind: 'guessing',
      [x]: round(a),
      [y]: round(b),
      order,
    })),
  )
  const values = curves.flatMap((curve) =>
    thin(curve.points, MAX_POINTS).map(([a, b], order) => ({
      panel: panelOf(curve.className),
      kind: 'curve',
      model: curve.model,
      class: curve.className,
      [x]: round(a),
      [y]: round(b),
      [summary]: round(curve.summary),
      order,
    })),
  )
  const axis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' }
  const along = (field: string) => ({ field, type: 'quantitative', title: field, scale: { domain: [0, 1] }, axis })
  const color =
    models.length > 1 ? { color: { field: 'model', type: 'nominal', title: null, scale: { domain: models } } } : {}
  const order = { field: 'order', type: 'quantitative' }
  const view = {
    encoding: { x: along(x), y: along(y), order },
    layer: [
      { transform: [{ filter: "datum.kind === 'guessing'" }], mark: { type: 'line', style: 'reference' } },
      {
        transform: [{ filter: "datum.kind === 'curve'" }],
        mark: { type: 'line', style: 'curve' },
        encoding: {
          ...color,
          tooltip: [
            { field: 'model', title: 'model' },
            { field: 'class', title: 'class' },
            { field: x, format: '.1%' },
            { field: y, format: '.1%' },
            { field: summary, format: '.3f' },
          ],
        },
      },
    ],
  }
  const data = { values: [...references, ...values] }
  const facet = { field: 'panel', type: 'nominal', sort: classes.map(panelOf), title: null }
  return { spec: { data, ...(classes.length > 1 ? { facet, spec: view } : view) }, panels: Math.max(1, classes.length) }
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
