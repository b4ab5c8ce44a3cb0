import { createHash } from 'node:crypto'
import { themeScript } from '../client/theme-script.ts'
import { type Html, html } from '../html/html.ts'
import { rawHtml } from '../html/raw-html.ts'
import { pageStyle } from '../style/page-style.ts'

/**
 * The head of the page. Its policy closes the network altogether and lets no script run but our two, named by their
 * hashes, so that markup which slipped through escaping would still be dead text. `unsafe-eval` stays, because Vega
 * compiles the expressions of a chart into functions and the libraries are unpacked from text; without network, forms
 * or foreign scripts in a local file there is nothing that it opens.
 */
export function pageHead(title: string, script: string): Html {
  const policy = [
    "default-src 'none'",
    `script-src '${hash(themeScript)}' '${hash(script)}' 'unsafe-eval'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rawHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Millrace">
<title>${title}</title>
<style>${rawHtml(pageStyle())}</style>
<script>${rawHtml(themeScript)}</script>
`
}

function hash(script: string): string {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`
}
