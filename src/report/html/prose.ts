import { type Html, html } from './html.ts'

/** Text with `backticked` words set as code. */
export function prose(text: string): Html {
  const pieces = text.split(/`([^`\n]+)`/)
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`
}
