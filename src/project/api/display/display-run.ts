import { errorView } from '../../../report/card/error-view.ts'
import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { duration } from '../../../report/text/duration.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { RunFacts } from '../run-facts.ts'
import { errorText } from './error-text.ts'

const mostReasons = 3

/** What came of a run: one sentence, then what ran and why, then what failed and what to do. */
export function displayRun(result: RunFacts): MimeBundle {
  const { ok, interrupted, seconds, ran, reused, failed, blocked } = result
  const outcome = ok ? 'done' : interrupted ? 'interrupted' : 'failed'
  const counts = [
    `${Object.keys(ran).length} ran`,
    `${reused.length} reused`,
    ...(Object.keys(failed).length > 0 ? [`${Object.keys(failed).length} failed`] : []),
    ...(blocked.length > 0 ? [`${blocked.length} blocked`] : []),
  ].join(', ')
  const head = `${outcome} in ${duration(seconds)}: ${counts}`
  const why = Object.entries(ran).map(([stage, reasons]) => `${stage}: ${someReasons(reasons)}`)
  const errors = Object.entries(failed)
  return {
    'text/plain': [
      head,
      ...why.map((line) => `  ● ${line}`),
      ...errors.map(([stage, error]) => `  ✕ ${stage}: ${errorText(error)}`),
    ].join('\n'),
    'text/html': notebookBlock(
      html`<b>${head}</b>${why.map((line) => html`<div>● ${line}</div>`)}${errors.map(([stage, error]) => html`<div class="failed"><b>✕ ${stage}</b>${errorView(error)}</div>`)}`,
      undefined,
    ),
  }
}

/** A new version of a package brings dozens; `explain` has them all. */
function someReasons(reasons: readonly string[]): string {
  const left = reasons.length - mostReasons
  return `${reasons.slice(0, mostReasons).join('; ')}${left > 0 ? `; and ${left} more` : ''}`
}
