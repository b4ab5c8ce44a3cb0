import { fileSlug } from '../html/file-slug.ts'
import { type Html, html } from '../html/html.ts'
import { shortHash } from '../html/short-hash.ts'
import type { PortView } from '../report-model.ts'
import { byteSize } from '../text/byte-size.ts'
import { countOf } from '../text/count-of.ts'
import { figureView } from './figure-view.ts'
import { jsonTree } from './json-tree.ts'
import { modelView } from './model-view.ts'
import { packedFold } from './packed-fold.ts'
import type { PageSink } from './page-sink.ts'
import { tableView } from './table-view.ts'

/** One output of a stage: its name and facts, then the thing itself, shown as its kind is best read. */
export function portView(port: PortView, sink: PageSink, stage: string): Html {
  const line = facts(port).map(
    (fact, index) =>
      html`${index === 0 ? null : html`<span class="dot" aria-hidden="true"> · </span>`}<span>${fact}</span>`,
  )
  // The title of a figure says more than the name of its port, which stands below.
  if (port.figure !== undefined)
    return html`<section class="output">${figureView(port.figure, sink, html`<span${port.path === undefined ? null : html` title="${port.path}"`}>${port.name}</span>${port.digest === undefined ? null : html` · ${shortHash(port.digest)}`}`, fileSlug(`${stage}.${port.name}`))}</section>\n`
  return html`<section class="output"><header class="output-head"><h4>${port.name}</h4><p>${line}</p></header>
${body(port, sink)}</section>\n`
}

function body(port: PortView, sink: PageSink): Html | null {
  if (port.table !== undefined) return tableView(port.table, port.name, sink)
  if (port.model !== undefined) return modelView(port.model)
  if (port.json === undefined) return null
  return html`<details class="fold"><summary>Content <span class="fold-note">${preview(port.json)}</span></summary>${packedFold(html`<div class="fold-body json-box">${jsonTree(port.json)}</div>`, sink)}</details>`
}

function facts({ kind, tag, table, bytes, path, digest }: PortView): (Html | string)[] {
  return [
    tag === undefined ? kind : `${kind} of ${tag} rows`,
    ...(table === undefined ? [] : [`${countOf(table.rows, 'row')} × ${countOf(table.columns.length, 'column')}`]),
    ...(bytes === undefined ? [] : [byteSize(bytes)]),
    ...(path === undefined ? [] : [html`<code>${path}</code>`]),
    ...(digest === undefined ? [] : [shortHash(digest)]),
  ]
}

function preview(json: unknown): string {
  if (Array.isArray(json)) return countOf(json.length, 'item')
  if (json === null || typeof json !== 'object') return ''
  const keys = Object.keys(json)
  return keys.length <= 5 ? keys.join(', ') : `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more`
}
