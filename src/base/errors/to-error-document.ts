import { diskError } from './disk-error.ts'
import { type ErrorDocument, isMillraceError } from './millrace-error.ts'

/** Anything thrown, as a document: what is not ours is a mistake of Millrace and keeps its stack. */
export function toErrorDocument(thrown: unknown): ErrorDocument {
  if (isMillraceError(thrown)) return thrown.toDocument()
  const disk = diskError(thrown)
  if (disk !== undefined) return disk.toDocument()
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return {
    code: 'E_INTERNAL',
    message,
    hint: 'This is a mistake in Millrace itself: please report it with the text above.',
  }
}
