import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { Freshness } from '../freshness.ts'
import type { MimeBundle } from '../mime-bundle.ts'

/** How a stage stands, in a line: fresh, or the word for what it is, and why. */
export function displayStage({ stage, state, reasons }: Freshness): MimeBundle {
  const why = reasons.join('; ')
  const line = `${stage} is ${state}`
  if (state === 'fresh') {
    return { 'text/plain': `○ ${line}`, 'text/html': notebookBlock(html`○ <b>${stage}</b> is fresh`, undefined) }
  }
  const kind = state === 'failed' || state === 'blocked' ? 'failed' : 'stale'
  return {
    'text/plain': `◐ ${line}${why === '' ? '' : `: ${why}`}`,
    'text/html': notebookBlock(
      html`<div class="${kind}">◐ <b>${stage}</b> is <b>${state}</b>${why === '' ? null : html`: ${why}`}</div>`,
      undefined,
    ),
  }
}
