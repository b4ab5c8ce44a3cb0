import { type Html, html } from './html.ts'

/** A hash cut to 8 characters, with the whole in its title. */
export function shortHash(hash: string): Html {
  return html`<code class="hash" title="${hash}">${hash.slice(0, 8)}</code>`
}
