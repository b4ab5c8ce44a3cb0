import { type Html, html } from '../html/html.ts'
import type { PageSink } from './page-sink.ts'

/** Shorter content stays in the page, where it is found without a script. */
const leastPacked = 3000

/** What stands in a closed fold: as it is, or, where it is long, packed with that of all others until a reader opens it. */
export function packedFold(content: Html, { folds }: PageSink): Html {
  if (content.markup.length < leastPacked) return content
  folds.push(content.markup)
  return html`<div class="fold-body" data-fold="${folds.length - 1}"></div>`
}
