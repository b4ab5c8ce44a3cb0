import { type Html, html } from '../html/html.ts'
import { rawHtml } from '../html/raw-html.ts'
import type { StageState } from '../report-model.ts'

/** One shape a state, 12 pixels square, so that a state is never told by colour alone. */
const SHAPES: Readonly<Record<StageState, string>> = {
  ran: '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
  cached: '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  stale:
    '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor"/>',
  failed: '<path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  skipped:
    '<path d="M2 3l4 3-4 3zM7 3v6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>',
  blocked:
    '<rect x="1.6" y="1.6" width="8.8" height="8.8" rx="1" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M3.8 6h4.4" stroke="currentColor" stroke-width="1.6"/>',
}

/** The mark of a state: ● ran, ○ cached, ◐ stale, ✕ failed, ⊟ blocked, ⊳ skipped. The word stands beside it or in its label. */
export function stateMark(state: StageState): Html {
  return html`<svg class="mark state-${state}" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${rawHtml(SHAPES[state])}</svg>`
}
