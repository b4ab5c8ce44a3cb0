import { type Html, html } from './html.ts'
import { rawHtml } from './raw-html.ts'

/** JSON for the page's script, in an element that browsers do not run and that no value can close. */
export function dataScript(id: string, value: unknown): Html {
  const json = JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return html`<script type="application/json" id="${id}">${rawHtml(json)}</script>\n`
}
