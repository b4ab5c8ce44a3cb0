import type { PageSink } from '../card/page-sink.ts'
import { stageCard } from '../card/stage-card.ts'
import { type Html, html } from '../html/html.ts'
import { listWords } from '../text/list-words.ts'
import { type StageGroup, unasked } from './group-stages.ts'

/** The parts of a report one after another, each with its question and the cards of its stages, numbered throughout. */
export function stageSections(
  groups: readonly StageGroup[],
  anchors: ReadonlyMap<string, string>,
  sink: PageSink,
): Html {
  let number = 0
  const missing = unasked(groups)
  return html`${groups.map(
    ({ anchor, title, question, stages }) =>
      html`<section class="stages" id="${anchor}" aria-labelledby="${anchor}-title"><h2 id="${anchor}-title">${title}</h2>
<p class="section-question">${question}</p>
${stages.map((stage) => {
  number += 1
  return stageCard(stage, number, anchors, sink)
})}</section>\n`,
  )}${missing.length === 0 ? null : html`<p class="unasked">This pipeline has no stage for ${listWords(missing)}: this report says nothing about ${missing.length === 1 ? 'it' : 'them'}.</p>\n`}`
}
