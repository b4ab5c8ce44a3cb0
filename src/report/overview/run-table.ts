import { type Html, html } from '../html/html.ts'
import { shortHash } from '../html/short-hash.ts'
import { stateMark } from '../page/state-mark.ts'
import { countOf } from '../text/count-of.ts'
import { duration } from '../text/duration.ts'
import type { PipelineOverview, RunOverview } from './overview-model.ts'

const HEADS = [
  ['started (UTC)', ''],
  ['result', ''],
  ['ran', 'number'],
  ['reused', 'number'],
  ['failed', 'number'],
  ['time', 'number'],
  ['code', ''],
  ['set for this run', ''],
  ['run', ''],
] as const

const STATES = { ok: 'ran', failed: 'failed', stopped: 'stale', unknown: 'stale' } as const

/** The runs of a pipeline as a table that sorts, filters and pages, folded; and how two of them are compared. */
export function runTable({ name, runs, command }: PipelineOverview): Html | null {
  if (runs.length === 0) return null
  const label = `Runs of ${name}`
  return html`<details class="fold"><summary>Runs <span class="fold-note">${countOf(runs.length, 'run')}</span></summary>
<div class="table-box whole" tabindex="0" role="region" aria-label="${label}"><table class="metrics runs" data-sortable data-label="${label}" data-total="${runs.length}"><thead><tr>${HEADS.map(
    ([head, kind]) =>
      html`<th scope="col"${kind === '' ? null : html` class="${kind}"`}><button type="button" class="sort"><span>${head}</span></button></th>`,
  )}</tr></thead>
<tbody>${runs.map(row)}</tbody></table></div>
${runs.length < 2 ? null : html`<p class="compare-hint">Two runs side by side: <code>${command} diff ${runs[1]!.id} ${runs[0]!.id} --html</code></p>`}</details>`
}

function row(run: RunOverview): Html {
  const { id, startedAt, result, ran, reused, failed, seconds, commit, dirty, set } = run
  const number = (value: number) => html`<td class="number" data-value="${value}">${value}</td>`
  return html`<tr><th scope="row">${startedAt.slice(0, 19).replace('T', ' ')}</th><td>${stateMark(STATES[result])} ${result}</td>${number(ran)}${number(reused)}${number(failed)}<td class="number"${seconds === undefined ? null : html` data-value="${seconds}"`}>${seconds === undefined ? '—' : duration(seconds)}</td><td>${commit === undefined ? '—' : html`${shortHash(commit)}${dirty === true ? html` <span class="soft">changed</span>` : null}`}</td><td>${set.length === 0 ? '—' : html`<code>${set.join(' ')}</code>`}</td><td><code>${id}</code></td></tr>\n`
}
