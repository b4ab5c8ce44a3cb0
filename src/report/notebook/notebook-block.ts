import { type Html, html } from '../html/html.ts'
import { rawHtml } from '../html/raw-html.ts'

/** Named more than once, so that these rules weigh more than those that JupyterLab has for all tables and lists. */
const own = '.millrace.millrace.millrace'

/**
 * Colours come from the notebook: text inherits, lines and grounds are greys that show on light and on dark alike, and only
 * states have a colour of their own, which is readable on both.
 */
const rules: readonly string[] = [
  '{font:14px/1.5 system-ui,sans-serif;max-width:100%;overflow-x:auto;margin:4px 0}',
  ' table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;margin:4px 0;border:0;table-layout:auto;width:auto}',
  ' th, td{text-align:left;padding:3px 12px;border:0;border-bottom:1px solid rgb(128 128 128/.28);white-space:nowrap;font-weight:400;max-width:320px;overflow:hidden;text-overflow:ellipsis;vertical-align:baseline;line-height:1.45;background:none}',
  ' tr{background:none}',
  ' tbody tr:hover{background:rgb(128 128 128/.1)}',
  ' thead{border:0}',
  ' thead th{vertical-align:bottom;border-bottom:1px solid rgb(128 128 128/.7)}',
  ' thead b{display:block;font-weight:620}',
  ' thead span, .note{font-size:12px;opacity:.75;display:block}',
  ' .number{text-align:right}',
  ' .histogram{display:block;margin:4px 0 2px auto}',
  ' .histogram path{fill:#4d8fc9}',
  ' .gap td{opacity:.6;padding-top:0;padding-bottom:0}',
  ' .null{opacity:.55}',
  ' .long{white-space:normal;min-width:22em;max-width:42em}',
  ' .muted{opacity:.7;font-style:italic}',
  ' .emphasis{font-weight:660}',
  ' .stale{border-left:3px solid #c07a00;background:rgb(192 122 0/.12);padding:4px 10px;margin:4px 0}',
  ' .failed{border-left:3px solid #d0453a;background:rgb(208 69 58/.1);padding:4px 10px;margin:4px 0}',
  ' pre{font:12.5px/1.45 ui-monospace,monospace;margin:4px 0;white-space:pre;overflow-x:auto;background:none}',
  ' p{margin:2px 0}',
  ' dl{display:flex;flex-wrap:wrap;gap:6px 28px;margin:4px 0}',
  ' dt{float:none;width:auto;opacity:.75;font-size:12px;font-weight:400;margin:0}',
  ' dd{float:none;width:auto;margin:0}',
  ' dl.meanings{display:block;font-size:12px}',
  ' dl.meanings dt, dl.meanings dd{display:inline}',
  ' dl.meanings dt::after{content:": "}',
  ' ul{list-style:none;margin:0;padding:0 0 0 14px}',
  ' > ul{padding:0}',
  ' li{margin:1px 0}',
  ' .json-key{font:12.5px ui-monospace,monospace;opacity:.75;margin-right:6px}',
  ' .json-note{font-size:12px;opacity:.75}',
  ' code{font:12.5px ui-monospace,monospace;background:rgb(128 128 128/.14);border-radius:4px;padding:1px 5px;margin-right:3px}',
  ' summary{cursor:pointer}',
  // Columns are sorted on a page only, where there is a script.
  ' button{all:unset;font-weight:620}',
  ' progress{width:220px;vertical-align:middle}',
]
const sheet = rules
  .map((rule) => {
    const [selectors = '', body] = rule.split(/(?=\{)/, 2)
    return selectors
      .split(',')
      .map((selector) => `${own}${selector.trim() === '' ? '' : ` ${selector.trim()}`}`)
      .join(',')
      .concat(body ?? '')
  })
  .join('\n')
const style = `<style>\n${sheet}\n</style>`

/** What a notebook shows under a cell: some content, above it in words when it is stale, and why. */
export function notebookBlock(content: Html, stale: readonly string[] | undefined): string {
  const warning =
    stale === undefined
      ? null
      : html`<div class="stale"><b>◐ stale</b>${stale.length === 0 ? null : html`: ${stale.join('; ')}`}</div>`
  return html`${rawHtml(style)}<div class="millrace">${warning}${content}</div>`.markup
}
