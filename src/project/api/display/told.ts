import { isMillraceError } from '../../../base/errors/millrace-error.ts'
import { errorText } from './error-text.ts'
import { withDisplay } from './with-display.ts'

/**
 * Passes a promise on; a mistake that a person can mend is told without the stack of Millrace's own functions: a notebook prints
 * the stack of what is thrown, and shows by its rich display what is caught.
 */
export function told<Value>(promise: Promise<Value>): Promise<Value> {
  return promise.catch((error: unknown) => {
    if (isMillraceError(error)) {
      error.stack = `MillraceError: ${errorText(error.toDocument())}`
      const document = error.toDocument()
      withDisplay(error, async () => {
        const { displayError } = await import('./display-error.ts')
        return displayError(document)
      })
    }
    throw error
  })
}
