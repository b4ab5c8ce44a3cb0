import type { ErrorDocument } from '../../../base/errors/millrace-error.ts'
import { errorView } from '../../../report/card/error-view.ts'
import { html } from '../../../report/html/html.ts'
import { notebookBlock } from '../../../report/notebook/notebook-block.ts'
import type { MimeBundle } from '../mime-bundle.ts'
import { errorText } from './error-text.ts'

/** An error as a short readable block: no stack of Millrace's own functions. */
export function displayError(error: ErrorDocument): MimeBundle {
  return {
    'text/plain': errorText(error),
    'text/html': notebookBlock(html`<div class="failed">${errorView(error)}</div>`, undefined),
  }
}
