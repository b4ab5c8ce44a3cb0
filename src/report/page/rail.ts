import { type Html, html } from '../html/html.ts'
import type { ReportModel, StageCard } from '../report-model.ts'
import { duration } from '../text/duration.ts'
import type { StageGroup } from './group-stages.ts'
import { stateMark } from './state-mark.ts'

/** The rail: where things are, and how each stage stands, part by part. */
export function rail(
  { pipeline, answer, links }: ReportModel,
  groups: readonly StageGroup[],
  anchors: ReadonlyMap<string, string>,
): Html {
  return railFrame(
    pipeline,
    html`<ul>${links?.index === undefined ? null : html`<li><a class="away" href="${links.index}"><span>All pipelines</span></a></li>\n`}${answer === undefined ? null : railLink('answer', 'Answer')}${railLink('pipeline', 'Pipeline')}</ul>
${groups.map(
  ({ anchor, title, stages }) =>
    html`<p class="rail-label"><a class="go" href="#${anchor}"><span>${title}</span></a></p><ol>${stages.map((stage) => entry(stage, anchors))}</ol>\n`,
)}<ul>${railLink('again', 'How to get this again')}${railLink('provenance', 'Provenance')}</ul>`,
  )
}

/** The bar or rail that all pages share: the name, the switch of themes and the contents. */
export function railFrame(brand: string, contents: Html): Html {
  return html`<header class="rail"><div class="rail-top"><a class="brand" href="#top">${brand}</a><button type="button" class="button button-menu" data-open-contents aria-expanded="false" aria-controls="contents">Contents</button><button type="button" class="button" data-switch-theme>Theme</button></div>
<nav id="contents" aria-label="Contents">${contents}</nav></header>`
}

export function railLink(id: string, label: string): Html {
  return html`<li><a class="go" href="#${id}"><span>${label}</span></a></li>\n`
}

function entry({ name, state, seconds }: StageCard, anchors: ReadonlyMap<string, string>): Html {
  const time =
    state === 'ran' || state === 'cached' ? (seconds === undefined ? '' : duration(seconds)) : (state as string)
  return html`<li><a class="go" href="#${anchors.get(name)}" title="${name}: ${state}">${stateMark(state)}<span>${name}</span><span class="time">${time}</span></a></li>\n`
}
