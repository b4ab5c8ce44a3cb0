import { metricTable } from '../../../report/card/metric-table.ts'
import type { Figure } from '../../../report/figure.ts'
import { html } from '../../../report/html/html.ts'
import { figureSvg } from '../../../report/notebook/figure-svg.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { notebookChart } from '../../../report/notebook/notebook-chart.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { staleReasons, staleText } from './stale-text.ts'

/**
 * A chart as Vega-Lite, with an SVG for notebooks that cannot draw it; a table figure as HTML. What a chart shows is a
 * picture, so that being stale is written into its title.
 */
export async function displayFigure(
  name: string,
  figure: Figure,
  now: Pick<Freshness, 'stale' | 'reasons'>,
): Promise<MimeBundle> {
  const { title, subtitle, description } = figure
  const text = `${staleText(now)}${name}: ${title}${subtitle === undefined ? '' : `\n${subtitle}`}\n${description}`
  if (figure.type === 'table') {
    const table = html`<b>${title}</b>${subtitle === undefined ? null : html`<span class="note">${subtitle}</span>`}${metricTable(figure)}<span class="note">${description}</span>`
    return { 'text/plain': text, 'text/html': notebookBlock(table, staleReasons(now)) }
  }
  const marked = now.stale ? { ...figure, title: `${title} (stale: ${now.reasons.join('; ')})` } : figure
  return {
    'application/vnd.vegalite.v5+json': {
      ...notebookChart(marked),
      $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    },
    'image/svg+xml': await figureSvg(marked),
    'text/plain': text,
  }
}
