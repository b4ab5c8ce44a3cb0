import type { ChartFigure } from '../figure.ts'
import { notebookChart } from './notebook-chart.ts'

/**
 * A chart as SVG, without a browser and without a canvas: for what cannot draw Vega-Lite itself. Nothing is fetched: data that
 * lie elsewhere are refused.
 * @param width in pixels, of charts that take the width that there is; default: that of `notebookChart`
 * @throws Error of Vega, where the specification is wrong
 */
export async function figureSvg(figure: ChartFigure, width?: number): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')])
  // A copy: Vega marks the rows that it draws, and they are the figure's own.
  const spec = structuredClone(notebookChart(figure, width))
  const compiled = vegaLite.compile(spec as never, { logger: quiet }).spec
  const refuse = () => Promise.reject(new Error('a figure holds its data itself'))
  const loader = { load: refuse, http: refuse, file: refuse, sanitize: refuse }
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', loader: loader as never, logger: quiet })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** What Vega would print belongs to nobody's notebook. */
const quiet = {
  level: () => quiet,
  warn: () => quiet,
  info: () => quiet,
  debug: () => quiet,
  error: () => quiet,
} as never
