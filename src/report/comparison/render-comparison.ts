import { figureView } from '../card/figure-view.ts'
import { metricTable } from '../card/metric-table.ts'
import { type PageSink, pageSink } from '../card/page-sink.ts'
import { compareEstimates } from '../charts/compare-estimates.ts'
import { fileSlug } from '../html/file-slug.ts'
import { type Html, html } from '../html/html.ts'
import { pageFrame } from '../page/page-frame.ts'
import { railFrame, railLink } from '../page/rail.ts'
import { countOf } from '../text/count-of.ts'
import type { ComparedFigure, ComparedPart, ComparedSide, ComparisonModel } from './comparison-model.ts'
import { comparisonSentence } from './comparison-sentence.ts'
import { estimateTable, pairedTable, partTable } from './comparison-tables.ts'

/** Two runs or two models on one page: what differs in what they were made of, then in what came out. */
export function renderComparison(model: ComparisonModel): Promise<string> {
  const { pipeline, what, a, b, causes, results, links } = model
  const sink = pageSink()
  const name = what === 'runs' ? 'Two runs' : 'Two models'
  const away = [
    ...(links.index === undefined ? [] : [{ label: 'All pipelines', address: links.index }]),
    ...(links.report === undefined ? [] : [{ label: 'Report', address: links.report }]),
  ]
  return pageFrame({
    title: `${pipeline}: ${a.label} and ${b.label}`,
    rail: railFrame(
      pipeline,
      html`<ul>${away.map(({ label, address }) => html`<li><a class="away" href="${address}"><span>${label}</span></a></li>\n`)}</ul>
<p class="rail-label">Comparison</p><ul>${railLink('causes', 'What differs in the making')}${railLink('metrics', 'Metrics')}${railLink('figures', 'Figures')}${railLink('artifacts', 'Artifacts')}</ul>`,
    ),
    main: html`<section id="top" class="opening"><p class="eyebrow">Pipeline ${pipeline}</p><h1>${name} side by side</h1>
<p class="question">${comparisonSentence(model)}</p>
<div class="sides">${side('a', a)}${side('b', b)}</div>
${model.notes.length === 0 ? null : html`<div class="warnings" role="note"><h2>Not compared</h2><ul>${model.notes.map((note) => html`<li>${note}</li>`)}</ul></div>`}</section>
<section id="causes"><h2>What differs in the making</h2>${causes.map(part)}${nothingDiffers(causes)}</section>
${metrics(model, sink)}
${figures(model, sink)}
<section id="artifacts"><h2>Artifacts</h2>${results.map(part)}${nothingDiffers(results)}</section>`,
    sink,
  })
}

function side(letter: string, { label, facts }: ComparedSide): Html {
  return html`<div class="side"><h2><span class="side-letter">${letter}</span> <code>${label}</code></h2><dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div>`
}

function part(compared: ComparedPart): Html | null {
  const { title, rows, equal } = compared
  if (rows.length === 0) return null
  const same = equal === undefined ? '' : `, ${equal} the same`
  return html`<div class="part"><h3>${title} <span class="soft">${countOf(rows.length, 'difference')}${same}</span></h3>${metricTable(partTable(compared))}</div>\n`
}

function nothingDiffers(parts: readonly ComparedPart[]): Html | null {
  const same = parts.filter(({ rows, equal }) => rows.length === 0 && equal !== undefined)
  if (same.length === 0) return null
  return html`<p class="soft">No difference in ${same.map(({ nouns, equal }) => `${nouns[1]} (${equal})`).join(', ')}.</p>`
}

function metrics({ metrics: compared, equalMetrics, paired, what }: ComparisonModel, sink: PageSink): Html {
  const chart = compareEstimates(compared)
  return html`<section id="metrics"><h2>Metrics</h2>
${
  paired.length === 0
    ? html`<p class="section-question">Each side’s interval is its own: where two of them overlap, that does not say that there is no difference. ${what === 'models' ? 'An interval of the difference needs both models judged on the same rows by one stage.' : ''}</p>`
    : figureView(pairedTable(paired), sink, html``)
}
${chart === undefined ? null : figureView(chart, sink, html``, 'metrics')}
${compared.length === 0 ? html`<p>${equalMetrics === 0 ? 'Neither has metrics.' : `All ${equalMetrics} metrics are the same.`}</p>` : figureView(estimateTable(compared, equalMetrics), sink, html``)}</section>`
}

function figures({ figures: compared, equalFigures }: ComparisonModel, sink: PageSink): Html {
  const same =
    equalFigures === 0 ? null : html`<p class="soft">${countOf(equalFigures, 'figure')} the same on both sides.</p>`
  return html`<section id="figures"><h2>Figures</h2>${compared.map((figure) => pair(figure, sink))}${compared.length + equalFigures === 0 ? html`<p>Neither has figures.</p>` : same}</section>`
}

function pair({ name, a, b }: ComparedFigure, sink: PageSink): Html {
  return html`<div class="part"><h3>${name}</h3><div class="pair">${(
    [
      ['a', a],
      ['b', b],
    ] as const
  ).map(
    ([letter, figure]) =>
      html`<div class="pair-side"><p class="side-letter">${letter}</p>${figure === undefined ? html`<p class="soft">There is none.</p>` : figureView(figure, sink, html``, fileSlug(`${letter}.${name}`))}</div>`,
  )}</div></div>\n`
}
