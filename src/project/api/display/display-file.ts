import type { MimeBundle } from '../mime-bundle.ts'

/** A file that a stage gave: it is named, and not looked into. */
export function displayFile(wire: string): MimeBundle {
  return { 'text/plain': `${wire}: a file, below artifacts/` }
}
