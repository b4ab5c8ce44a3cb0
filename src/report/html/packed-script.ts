import { gzipSync } from 'node:zlib'
import { type Html, html } from './html.ts'
import { rawHtml } from './raw-html.ts'

/**
 * JSON for the page's script, compressed and in letters that close no element: much of a page is data that a reader sees
 * drawn, or only asks for. `unpack` in the script reads it back.
 */
export function packedScript(id: string, value: unknown): Html {
  return html`<script type="text/plain" id="${id}">${rawHtml(packText(JSON.stringify(value)))}</script>\n`
}

/** Text in gzip, in base64: the same on every system. */
export function packText(text: string | Uint8Array): string {
  const bytes = gzipSync(text, { level: 9 })
  // The header names the operating system; one value for all keeps the page the same everywhere.
  bytes[9] = 255
  return bytes.toString('base64')
}
