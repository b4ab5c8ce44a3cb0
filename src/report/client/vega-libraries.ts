import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Html, html } from '../html/html.ts'
import { packText } from '../html/packed-script.ts'
import { rawHtml } from '../html/raw-html.ts'

/** The minified builds of Vega and Vega-Lite, compressed, in elements that the page's script unpacks. */
export async function vegaLibraries(): Promise<Html> {
  const [vega, vegaLite] = await Promise.all([packed('vega', 'vega.min.js'), packed('vega-lite', 'vega-lite.min.js')])
  return html`<script type="text/plain" id="library-vega">${rawHtml(vega)}</script>
<script type="text/plain" id="library-vega-lite">${rawHtml(vegaLite)}</script>
`
}

const cache = new Map<string, Promise<string>>()

function packed(name: string, file: string): Promise<string> {
  const known = cache.get(name) ?? pack(name, file)
  cache.set(name, known)
  return known
}

async function pack(name: string, file: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(name)
  return packText(await readFile(join(dirname(entry), file)))
}
