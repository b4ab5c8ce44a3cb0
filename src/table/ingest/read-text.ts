import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { MillraceError } from '../../base/errors/millrace-error.ts'

/** `auto` is UTF-8 where the bytes are valid UTF-8, else Latin-1 (in its Windows form, which has € and curly quotes). */
export type TextEncoding = 'auto' | 'utf-8' | 'latin-1'

export interface FileText {
  /** Without a byte order mark. */
  readonly text: string
  readonly encoding: 'utf-8' | 'latin-1'
}

function readBytes(path: string, shownAs: string): Buffer {
  try {
    const bytes = readFileSync(path)
    return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new MillraceError('E_FILE_NOT_FOUND', `There is no file ${path}.`, { cause: error })
    const reason = error instanceof Error ? error.message : String(error)
    throw new MillraceError('E_INPUT_FORMAT', `${shownAs} cannot be read: ${reason}`, { cause: error })
  }
}

/** The line in which the first byte stands that is not UTF-8. */
function firstInvalidLine(bytes: Buffer): number {
  const lines = bytes.toString('latin1').split('\n')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const wrong = lines.findIndex((line) => {
    try {
      decoder.decode(Buffer.from(line, 'latin1'))
      return false
    } catch {
      return true
    }
  })
  return wrong + 1
}

/**
 * Reads a text file; one whose name ends in `.gz` is decompressed.
 * @param shownAs the name to use in errors
 * @throws E_FILE_NOT_FOUND; E_CSV_ENCODING, with the line, when UTF-8 was said and the bytes are not; E_INPUT_FORMAT for
 * a damaged archive and for more than 512 MB of text, which is what a string can hold
 */
export function readText(path: string, encoding: TextEncoding, shownAs: string): FileText {
  const bytes = readBytes(path, shownAs)
  if (bytes.length > 0x1fffffe8) {
    throw new MillraceError('E_INPUT_FORMAT', `${shownAs} holds more than 512 MB of text.`, {
      hint: 'Split it into several files, or turn it into Parquet first.',
    })
  }
  if (encoding !== 'latin-1') {
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
    } catch (error) {
      if (encoding === 'utf-8') {
        throw new MillraceError('E_CSV_ENCODING', `${shownAs} is not UTF-8.`, {
          cause: error,
          at: { file: shownAs, line: firstInvalidLine(bytes), column: 1 },
          hint: 'Say `encoding: latin-1`, or `encoding: auto`.',
        })
      }
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin-1' }
}
