import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'
import { shortHash } from '../html/short-hash.ts'
import { stateMark } from '../page/state-mark.ts'
import type { PortView, StageCard } from '../report-model.ts'
import { capitalize } from '../text/capitalize.ts'
import { countOf } from '../text/count-of.ts'
import { duration } from '../text/duration.ts'
import { checkTable } from './check-table.ts'
import { codeFold } from './code-fold.ts'
import { errorView } from './error-view.ts'
import type { PageSink } from './page-sink.ts'
import { paramsTable } from './params-table.ts'
import { portView } from './port-view.ts'

/** One stage as a notebook shows a cell: what it is for, why it ran, with what, its code, and what came out. */
export function stageCard(
  stage: StageCard,
  number: number,
  anchors: ReadonlyMap<string, string>,
  sink: PageSink,
): Html {
  const anchor = anchors.get(stage.name)
  const time =
    stage.seconds === undefined || stage.state === 'blocked' || stage.state === 'skipped'
      ? ''
      : `, ${duration(stage.seconds)}`
  return html`<article class="card state-${stage.state}" id="${anchor}" aria-labelledby="${anchor}-name">
<header class="card-head"><span class="card-number" aria-hidden="true">${number}</span><h3 id="${anchor}-name">${stage.name}</h3><span class="pill state-${stage.state}">${stateMark(stage.state)}${stage.state}${time}</span><code class="card-use">${stage.use}</code></header>
${stage.error === undefined ? null : errorView(stage.error)}
${stage.description === '' ? null : html`<div class="prose">${stage.description.split(/\n\s*\n/).map((text) => html`<p>${prose(text)}</p>`)}</div>`}
${reasons(stage)}
${terms(stage, anchors)}
${codeFold(stage, anchors, sink)}
${checkTable(stage.checks ?? [])}
${stage.outputs.map((output) => portView(output, sink, stage.name))}
${stage.log === undefined || stage.log.trim() === '' ? null : html`<details class="fold"><summary>Log <span class="fold-note">${countOf(stage.log.trimEnd().split('\n').length, 'line')}</span></summary><pre class="fold-body" tabindex="0">${stage.log.trimEnd()}</pre></details>`}
</article>\n`
}

const WHY: Readonly<Record<StageCard['state'], string>> = {
  ran: 'Why it ran',
  cached: 'Why it is cached',
  stale: 'Why it is stale',
  failed: 'Why it ran',
  blocked: 'Why it did not run',
  skipped: 'Why it was skipped',
}

function reasons({ state, reasons: said }: StageCard): Html | null {
  const given = said.map(capitalize)
  if (given.length === 0) return null
  const list =
    given.length === 1
      ? html`${prose(given[0] ?? '')}`
      : html`${given.map((reason) => html`<li>${prose(reason)}</li>`)}`
  return html`<div class="why"><h4>${WHY[state]}</h4>${given.length === 1 ? html`<p>${list}</p>` : html`<ul>${list}</ul>`}</div>`
}

/** Parameters and inputs side by side where there is room. */
function terms({ params, inputs }: StageCard, anchors: ReadonlyMap<string, string>): Html | null {
  if (params.length === 0 && inputs.length === 0) return null
  return html`<div class="terms">${params.length === 0 ? null : html`<div><h4>Parameters</h4>${paramsTable(params)}</div>`}${
    inputs.length === 0
      ? null
      : html`<div><h4>${inputs.length === 1 ? 'Input' : 'Inputs'}</h4><ul class="inputs">${inputs.map((port) => input(port, anchors))}</ul></div>`
  }</div>`
}

function input({ name, kind, from, tag, digest }: PortView, anchors: ReadonlyMap<string, string>): Html {
  const anchor = from === undefined ? undefined : anchors.get(from.slice(0, Math.max(0, from.lastIndexOf('.'))))
  const source =
    from === undefined
      ? null
      : anchor === undefined
        ? html`<code>${from}</code>`
        : html`<a href="#${anchor}"><code>${from}</code></a>`
  return html`<li><b>${name}</b> <span class="soft">${kind}${tag === undefined ? '' : ` of ${tag} rows`}</span>${source === null ? null : html` <span class="soft">from</span> ${source}`}${digest === undefined ? null : html` ${shortHash(digest)}`}</li>`
}
