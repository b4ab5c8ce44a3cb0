import { figureView } from '../card/figure-view.ts'
import { type PageSink, pageSink } from '../card/page-sink.ts'
import { fileSlug } from '../html/file-slug.ts'
import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'
import { pageFrame } from '../page/page-frame.ts'
import { railFrame, railLink } from '../page/rail.ts'
import { type CardSection, cardSections, type ModelCard, notStated } from './model-card.ts'

/** Pages beside a card, as addresses from it. */
export interface CardLinks {
  readonly report: string
  readonly markdown: string
  readonly index: string
}

/** A model card as a page in the look of the report. The same card gives the same bytes. */
export function renderModelCard(card: ModelCard, pipeline: string, links: CardLinks): Promise<string> {
  const sink = pageSink()
  const sections = card.sections.map((section) => sectionView(section, sink))
  return pageFrame({
    title: `${card.name}: model card`,
    rail: railFrame(
      pipeline,
      html`<ul><li><a class="away" href="${links.index}"><span>All pipelines</span></a></li>
<li><a class="away" href="${links.report}"><span>Report</span></a></li></ul>
<p class="rail-label">Model card</p><ul>${card.sections.map(({ section }) => railLink(anchor(section), cardSections[section][0]))}</ul>`,
    ),
    main: html`<section id="top" class="opening"><p class="eyebrow">Model card · <a href="${links.report}">${pipeline}</a> · <a href="${links.markdown}">as Markdown</a></p><h1>${card.name}</h1>
<p class="question">${prose(card.summary)}</p></section>
${sections}`,
    sink,
  })
}

function sectionView({ section, text, facts, figures }: CardSection, sink: PageSink): Html {
  const [title, question] = cardSections[section]
  const isEmpty = text.length + facts.length + figures.length === 0
  return html`<section class="card-part" id="${anchor(section)}"><h2>${title}</h2>
<p class="section-question">${question}</p>
${isEmpty ? html`<p class="not-stated">${notStated}</p>` : null}${text.map((paragraph) => html`<p class="card-text">${prose(paragraph)}</p>`)}
${facts.length === 0 ? null : html`<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${prose(value)}</dd></div>`)}</dl>`}
${figures.map((figure) => figureView(figure, sink, html``, fileSlug(figure.title)))}</section>\n`
}

function anchor(section: string): string {
  return `part-${section}`
}
