import { type Html, html } from '../html/html.ts'
import { rawHtml } from '../html/raw-html.ts'
import type { CheckView } from '../report-model.ts'

export type CheckState = 'passed' | 'failed' | 'warning'

export function checkState({ ok, level }: CheckView): CheckState {
  return ok ? 'passed' : level === 'warn' ? 'warning' : 'failed'
}

const SHAPES: Readonly<Record<CheckState, string>> = {
  passed: '<path d="M1.6 6.4l3 3 5.8-6.6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
  failed: '<path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>',
  warning:
    '<path d="M6 1.4L11 10.6H1z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M6 4.6v3M6 8.7v.6" stroke="currentColor" stroke-width="1.5"/>',
}

/** A tick, a cross or a triangle. The word stands beside it. */
export function checkMark(state: CheckState): Html {
  return html`<svg class="mark check-${state}" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${rawHtml(SHAPES[state])}</svg>`
}
