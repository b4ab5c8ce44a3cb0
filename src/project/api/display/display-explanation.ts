import { errorView } from '../../../report/card/error-view.ts'
import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import { duration } from '../../../report/text/duration.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import type { StageExplanation } from '../stage-explanation.ts'
import { errorText } from './error-text.ts'

/** Why a stage would or would not run: its state, every reason in full, and where its last result comes from. */
export function displayExplanation(explanation: StageExplanation): MimeBundle {
  const { stage, state, stale, reasons, details, last, failed } = explanation
  const why = details.length > 0 ? details : reasons
  const made =
    last === undefined
      ? 'It has no result yet.'
      : `Its last result was made ${last.at.slice(0, 19).replace('T', ' ')} UTC in ${duration(last.seconds)}${last.run === undefined ? '' : ` by run ${last.run}`}.`
  const head = `${stale ? '◐' : '○'} ${stage} is ${state}`
  return {
    'text/plain': [
      head,
      ...why.map((line) => `  ${line}`),
      made,
      ...(failed === undefined ? [] : [errorText(failed.error)]),
    ].join('\n'),
    'text/html': notebookBlock(
      html`<div class="${stale ? 'stale' : 'fresh'}"><b>${head}</b>${why.map((line) => html`<div>${line}</div>`)}</div><span class="note">${made}</span>${failed === undefined ? null : html`<div class="failed">${errorView(failed.error)}</div>`}`,
      undefined,
    ),
  }
}
