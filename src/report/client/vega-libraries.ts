import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Html, html } from '../html/html.ts'
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
  const bytes = gzipSync(await readFile(join(dirname(entry), file)), { level: 9 })
  // The header names the operating system; one value for all keeps the page the same everywhere.
  bytes[9] = 255
  return bytes.toString('base64')
}
