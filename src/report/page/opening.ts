import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'
import type { ReportModel } from '../report-model.ts'
import { countOf } from '../text/count-of.ts'

/** What was asked and what came out; failures before it and warnings right below it, before any good news. */
export function opening(model: ReportModel, anchors: ReadonlyMap<string, string>): Html {
  const { title, question, answer, pipeline } = model
  return html`<section id="top" class="opening"><p class="eyebrow">${pipeline === title ? 'Pipeline report' : `Pipeline ${pipeline}`}</p><h1>${title}</h1>
${question === undefined ? null : html`<p class="question">${prose(question)}</p>`}
${failures(model, anchors)}
${answer === undefined ? null : html`<div class="answer" id="answer"><h2>Answer</h2><p class="headline">${prose(answer.headline)}</p></div>`}
${warnings(model, anchors)}
${
  answer === undefined || answer.statements.length === 0
    ? null
    : html`<ul class="statements">${answer.statements.map((statement) => html`<li>${prose(statement)}</li>`)}</ul>`
}${beside(model)}</section>\n`
}

/** Pages that stand beside the report. */
function beside({ links }: ReportModel): Html | null {
  const cards = links?.modelCards ?? []
  if (cards.length === 0) return null
  return html`<ul class="entry-links">${cards.map(({ stage, address }) => html`<li><a href="${address}">Model card (${stage})</a></li>`)}</ul>`
}

function failures({ stages }: ReportModel, anchors: ReadonlyMap<string, string>): Html | null {
  const failed = stages.filter((stage) => stage.state === 'failed')
  const blocked = stages.filter((stage) => stage.state === 'blocked').length
  if (failed.length === 0) return null
  return html`<div class="warnings bad" role="note"><h2>${countOf(failed.length, 'stage')} failed${blocked === 0 ? '' : `, ${blocked} blocked`}</h2><ul>${failed.map(
    ({ name, error }) => html`<li><a href="#${anchors.get(name)}">${name}</a> ${error?.message ?? ''}</li>`,
  )}</ul></div>`
}

function warnings({ warnings: given, answer }: ReportModel, anchors: ReadonlyMap<string, string>): Html | null {
  const known = new Set(given.map((warning) => warning.text))
  const further = (answer?.warnings ?? []).filter((text) => !known.has(text))
  const count = given.length + further.length
  if (count === 0) return null
  return html`<div class="warnings" role="note"><h2>${countOf(count, 'warning')}</h2><ul>${given.map(
    ({ stage, text }) => html`<li>${link(stage, anchors)} ${prose(text)}</li>`,
  )}${further.map((text) => html`<li>${prose(text)}</li>`)}</ul></div>`
}

function link(stage: string, anchors: ReadonlyMap<string, string>): Html {
  const anchor = anchors.get(stage)
  return anchor === undefined ? html`<b>${stage}</b>` : html`<a href="#${anchor}">${stage}</a>`
}
