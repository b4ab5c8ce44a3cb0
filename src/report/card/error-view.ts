import type { ErrorDocument } from '../../base/errors/millrace-error.ts'
import { formatPosition } from '../../base/errors/position.ts'
import { type Html, html } from '../html/html.ts'
import { prose } from '../html/prose.ts'

/** What went wrong, where, with the line quoted and underlined, and what to do. */
export function errorView(error: ErrorDocument): Html {
  const { code, message, at, transcript, hint, stack } = error
  return html`<div class="error"><p class="error-head"><code>${code}</code>${at === undefined ? null : html` <span class="error-at">${formatPosition(at)}</span>`}</p>
<p class="error-message">${message}</p>
${at?.text === undefined ? null : quoted(at)}${transcript === undefined ? null : html`<pre class="quoted" tabindex="0">${transcript}</pre>`}${hint === undefined ? null : html`<p class="error-hint"><b>What to do:</b> ${prose(hint)}</p>`}${
  stack === undefined
    ? null
    : html`<details class="fold"><summary>Stack</summary><pre class="fold-body" tabindex="0">${stack}</pre></details>`
}</div>`
}

function quoted({ line, column, length = 1, text = '' }: NonNullable<ErrorDocument['at']>): Html {
  const number = String(line)
  // Tabs stay tabs in the padding, so that the underline stands below what it means.
  const before = text.slice(0, column - 1).replace(/[^\t]/g, ' ')
  const gutter = ' '.repeat(number.length)
  return html`<pre class="quoted" tabindex="0"><span class="gutter">${number} │ </span>${text}\n<span class="gutter">${gutter} │ </span>${before}<span class="underline">${'^'.repeat(Math.max(1, length))}</span></pre>`
}
