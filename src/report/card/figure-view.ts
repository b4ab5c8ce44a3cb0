import type { ChartFigure, Figure, TableFigure } from '../figure.ts'
import { type Html, html } from '../html/html.ts'
import { metricTable } from './metric-table.ts'
import type { PageSink } from './page-sink.ts'

/**
 * A figure with its caption: a chart that the page's script draws, or a table made for reading.
 * @param name what a file with the chart is called that a reader saves
 */
export function figureView(figure: Figure, sink: PageSink, origin: Html, name = 'chart'): Html {
  return figure.type === 'table' ? tableFigure(figure, origin) : chartFigure(figure, sink, origin, name)
}

function tableFigure(figure: TableFigure, origin: Html): Html {
  return html`<figure class="table-figure">${caption(figure)}
${metricTable(figure)}<p class="figure-words">${figure.description}</p><p class="figure-origin">${origin}</p></figure>`
}

function chartFigure(figure: ChartFigure, { specs }: PageSink, origin: Html, name: string): Html {
  const index = specs.length
  specs.push(figure.spec)
  return html`<figure class="chart-figure">${caption(figure)}
<div class="chart" data-chart="${index}" data-name="${name}" role="img" aria-label="${figure.title}. ${figure.description}"><noscript>Charts are drawn by this page’s script, which is switched off here.</noscript></div>
<p class="figure-words">${figure.description}</p>
<p class="figure-origin">${origin}</p>${tools(figure.title)}<details class="fold data-fold" data-chart-data="${index}"><summary>Data of this chart</summary><div class="fold-body"></div></details></figure>`
}

/** Buttons need the script, and are hidden without it. */
function tools(title: string): Html {
  const kinds = [
    ['svg', 'SVG', 'an SVG drawing'],
    ['png', 'PNG', 'a PNG picture'],
    ['json', 'Vega-Lite', 'a Vega-Lite specification'],
  ] as const
  return html`<p class="chart-tools">Save as ${kinds.map(
    ([kind, name, words]) =>
      html`<button type="button" class="link" data-export="${kind}" aria-label="Save “${title}” as ${words}">${name}</button> `,
  )}</p>`
}

function caption({ title, subtitle }: Figure): Html {
  return html`<figcaption><strong>${title}</strong>${subtitle === undefined ? null : html`<span>${subtitle}</span>`}</figcaption>`
}
