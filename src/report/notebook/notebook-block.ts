import { type Html, html } from '../html/html.ts'
import { rawHtml } from '../html/raw-html.ts'

/**
 * Colours come from the notebook: text inherits, lines and grounds are greys that show on light and on dark alike, and only
 * states have a colour of their own, which is readable on both.
 */
const style = `<style>
.millrace{font:14px/1.5 system-ui,sans-serif;max-width:100%;overflow-x:auto;margin:4px 0}
.millrace table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;margin:4px 0}
.millrace th,.millrace td{text-align:left;padding:3px 12px;border-bottom:1px solid rgb(128 128 128/.28);white-space:nowrap;font-weight:400;max-width:320px;overflow:hidden;text-overflow:ellipsis}
.millrace thead th{vertical-align:bottom;border-bottom:1px solid rgb(128 128 128/.7)}
.millrace thead b{display:block;font-weight:620}
.millrace thead span,.millrace .note{font-size:12px;opacity:.75;display:block}
.millrace .number{text-align:right}
.millrace .histogram{display:block;margin:4px 0 2px auto}.millrace .histogram path{fill:#4d8fc9}
.millrace .gap td,.millrace .gap th{text-align:center;opacity:.6}
.millrace .null{opacity:.55}
.millrace .stale{border-left:3px solid #c07a00;background:rgb(192 122 0/.12);padding:4px 10px;margin:4px 0}
.millrace .failed{border-left:3px solid #d0453a;background:rgb(208 69 58/.1);padding:4px 10px;margin:4px 0}
.millrace pre{font:12.5px/1.45 ui-monospace,monospace;margin:4px 0;white-space:pre;overflow-x:auto;background:none}
.millrace dl{display:flex;flex-wrap:wrap;gap:4px 28px;margin:4px 0}.millrace dt{opacity:.75;font-size:12px}.millrace dd{margin:0}
.millrace progress{width:220px;vertical-align:middle}
</style>`

/** What a notebook shows under a cell: some content, above it in words when it is stale, and why. */
export function notebookBlock(content: Html, stale: readonly string[] | undefined): string {
  const warning =
    stale === undefined
      ? null
      : html`<div class="stale"><b>◐ stale</b>${stale.length === 0 ? null : html`: ${stale.join('; ')}`}</div>`
  return html`${rawHtml(style)}<div class="millrace">${warning}${content}</div>`.markup
}
