import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'
import { stateMark } from '../page/state-mark.ts'
import { countOf } from '../text/count-of.ts'
import { duration } from '../text/duration.ts'
import { listWords } from '../text/list-words.ts'
import type { PageLink, PipelineOverview, RunOverview } from './overview-model.ts'
import { runTable } from './run-table.ts'

/** The place of each pipeline on the page. */
export function pipelineAnchors(pipelines: readonly PipelineOverview[]): ReadonlyMap<string, string> {
  return new Map(pipelines.map(({ name }, i) => [name, `pipeline-${i + 1}-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`]))
}

/** One pipeline: how it stands, its warnings, its answer, where to read on, and its runs. */
export function pipelineEntry(pipeline: PipelineOverview, anchor: string): Html {
  const { name, title, question, headline, warnings, report, runs, modelCards, comparisons, file } = pipeline
  const heading = title ?? name
  const [last] = runs
  return html`<section class="pipeline" id="${anchor}" aria-labelledby="${anchor}-name">
<p class="eyebrow">${name}${file === undefined ? null : html` · <code>${file}</code>`}</p>
<h2 id="${anchor}-name">${report === undefined ? heading : html`<a href="${report}">${heading}</a>`}</h2>
${last === undefined ? null : lastRun(last)}
${question === undefined ? null : html`<p class="entry-question">${prose(question)}</p>`}
${warnings.length === 0 ? null : html`<div class="warnings" role="note"><h3>${countOf(warnings.length, 'warning')}</h3><ul>${warnings.map((text) => html`<li>${prose(text)}</li>`)}</ul></div>`}
${headline === undefined ? null : html`<p class="entry-headline">${prose(headline)}</p>`}
<ul class="entry-links">${report === undefined ? html`<li>No report lies here: <code>${pipeline.command} report</code> writes it.</li>` : entryLink({ label: 'Report', address: report })}${[...modelCards, ...comparisons].map(entryLink)}</ul>
${runTable(pipeline)}
</section>\n`
}

function entryLink({ label, address }: PageLink): Html {
  return html`<li><a href="${address}">${label}</a></li>`
}

const WORDS: Readonly<Record<RunOverview['result'], string>> = {
  ok: 'Last run succeeded',
  failed: 'Last run failed',
  stopped: 'Last run was stopped',
  unknown: 'Last run has no recorded end',
}
const STATES = { ok: 'ran', failed: 'failed', stopped: 'stale', unknown: 'stale' } as const

function lastRun(run: RunOverview): Html {
  const state = STATES[run.result]
  const counts = [
    `${countOf(run.ran, 'stage')} ran`,
    `${run.reused} reused`,
    ...(run.failed === 0 ? [] : [`${run.failed} failed`]),
  ]
  const time = run.seconds === undefined ? '' : ` in ${duration(run.seconds)}`
  return html`<p class="entry-state"><span class="pill state-${state}">${stateMark(state)}${WORDS[run.result]}</span> <span class="soft"><time datetime="${run.startedAt}">${run.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>: ${listWords(counts)}${time}.</span></p>`
}
