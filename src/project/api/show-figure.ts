import type { Figure } from '../../report/figure.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'

/** A figure that shows itself in a notebook; see `showFigure`. */
export interface ShownFigure {
  readonly value: Figure
  [displaySymbol](): Promise<MimeBundle>
}

/**
 * Shows a figure that no stage made: one of the charts of `millrace/report`, or a Vega-Lite specification of your own with
 * its data in it. It belongs to no stage, so nothing can say that it is stale: a chart of a stage's table is better drawn by
 * `table.chart(…)`.
 * @param figure `{ type: 'vega-lite', title, subtitle?, description, spec }`, or a table made for reading
 * @throws Error of Vega when it is shown, where the specification is wrong
 * @example
 * const { showFigure } = await import('millrace')
 * const spec = { data: { values: [{ x: 1, y: 2 }] }, mark: 'bar', encoding: { x: { field: 'x' }, y: { field: 'y' } } }
 * const shown = showFigure({ type: 'vega-lite', title: 'One bar', description: 'A bar of height 2.', spec })
 * console.log(shown.value.title)
 */
export function showFigure(figure: Figure): ShownFigure {
  return {
    value: figure,
    async [displaySymbol]() {
      // By this file: stages import the package too, and leave out what only it leads to.
      const { displayFigure } = await import('./pipeline.ts')
      return displayFigure('figure', figure, { stale: false, reasons: [] })
    },
  }
}
