import { type Html, html } from '../html/html.ts'
import type { CheckView } from '../report-model.ts'
import { countOf } from '../text/count-of.ts'
import { type CheckState, checkMark, checkState } from './check-mark.ts'

/** What was checked and what was seen. Folded while all is well; what failed stands first, with examples. */
export function checkTable(checks: readonly CheckView[]): Html | null {
  if (checks.length === 0) return null
  const failed = checks.filter(({ ok }) => !ok)
  const rows = order.flatMap((state) => checks.filter((check) => checkState(check) === state))
  const passed = `${countOf(checks.length - failed.length, 'check')} passed`
  const errors = failed.filter(({ level }) => level === 'error').length
  const warnings = failed.length - errors
  const note = [errors > 0 ? `${errors} failed` : '', warnings > 0 ? countOf(warnings, 'warning') : '', passed].filter(
    (part) => part !== '',
  )
  return html`<details class="fold checks"${failed.length > 0 ? html` open` : null}><summary>Checks <span class="fold-note">${note.join(', ')}</span></summary>
<div class="table-box whole" tabindex="0" role="region" aria-label="Checks"><table class="metrics"><thead><tr><th scope="col">check</th><th scope="col">result</th><th scope="col">seen</th><th scope="col">expected</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table></div></details>`
}

const order: readonly CheckState[] = ['failed', 'warning', 'passed']

function row(check: CheckView): Html {
  const state = checkState(check)
  return html`<tr><th scope="row">${check.name}</th><td>${checkMark(state)} ${state}</td><td class="long">${check.seen}${
    check.examples.length === 0 ? null : html`<ul>${check.examples.map((text) => html`<li>${text}</li>`)}</ul>`
  }</td><td>${check.expected}</td></tr>\n`
}
