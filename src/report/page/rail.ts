import { type Html, html } from '../html/html.ts'
import type { ReportModel } from '../report-model.ts'
import { duration } from '../text/duration.ts'
import { stateMark } from './state-mark.ts'

/** The rail: where things are, and how each stage stands. */
export function rail({ pipeline, stages, answer }: ReportModel, anchors: ReadonlyMap<string, string>): Html {
  return html`<header class="rail"><div class="rail-top"><a class="brand" href="#top">${pipeline}</a><button type="button" class="button button-menu" data-open-contents aria-expanded="false" aria-controls="contents">Contents</button><button type="button" class="button" data-switch-theme>Theme</button></div>
<nav id="contents" aria-label="Contents"><ul>${answer === undefined ? null : section('answer', 'Answer')}${section('pipeline', 'Pipeline')}</ul>
<p class="rail-label">Stages</p><ol>${stages.map(
    ({ name, state, seconds }) =>
      html`<li><a class="go" href="#${anchors.get(name)}" title="${name}: ${state}">${stateMark(state)}<span>${name}</span><span class="time">${state === 'ran' || state === 'cached' ? (seconds === undefined ? '' : duration(seconds)) : state}</span></a></li>\n`,
  )}</ol><ul>${section('again', 'How to get this again')}${section('provenance', 'Provenance')}</ul></nav></header>`
}

function section(id: string, label: string): Html {
  return html`<li><a class="go" href="#${id}"><span>${label}</span></a></li>\n`
}
