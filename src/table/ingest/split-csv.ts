import { MillraceError } from '../../base/errors/millrace-error.ts'

export interface CsvRow {
  /** The fields as text, unquoted. Only valid until the next row: the arrays are used again. */
  readonly cells: readonly string[]
  /** Where each field begins in the text. */
  readonly starts: readonly number[]
  /** The line in which the row begins; the first line is 1. */
  readonly line: number
}

const [quote, lineFeed, carriageReturn, space] = [34, 10, 13, 32]

export interface SplitOptions {
  readonly delimiter: string
  /** A quote opens a field also behind spaces. */
  readonly skipSpaces?: boolean
  /** Lines to pass over at the beginning. */
  readonly skipLines?: number
}

/** The place of an offset in a text, as editors count. */
export function positionInText(file: string, text: string, offset: number) {
  const before = text.slice(0, offset)
  const line = before.split(/\r\n|\r|\n/).length
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  const rest = /[\r\n]/.exec(text.slice(offset))
  return {
    file,
    line,
    column: offset - start + 1,
    text: text.slice(start, rest === null ? undefined : offset + rest.index),
  }
}

/**
 * Splits CSV by RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes. Lines end in CRLF, LF or
 * CR. What follows a closing quote within a field belongs to the field. One pass, O(length).
 * @param visit gets each row; returns false to stop
 * @throws E_CSV_QUOTE at the opening quote of a field that is never closed
 */
export function splitCsv(
  file: string,
  text: string,
  { delimiter, skipSpaces = false, skipLines = 0 }: SplitOptions,
  visit: (row: CsvRow) => boolean | undefined,
): void {
  const separator = delimiter.charCodeAt(0)
  const cells: string[] = []
  const starts: number[] = []
  const row = { cells, starts, line: 1 }
  const end = text.length
  let line = 1
  let i = 0
  for (; line <= skipLines && i < end; line++) i = text.indexOf('\n', i) + 1 || end
  while (i < end) {
    cells.length = 0
    starts.length = 0
    row.line = line
    for (;;) {
      const start = i
      let quoted: string | undefined
      let from = i
      if (skipSpaces) {
        while (text.charCodeAt(i) === space) i++
        if (text.charCodeAt(i) !== quote) i = start
      }
      if (text.charCodeAt(i) === quote) {
        i++
        from = i
        for (;;) {
          const close = text.indexOf('"', i)
          if (close < 0) {
            const at = positionInText(file, text, start)
            throw new MillraceError('E_CSV_QUOTE', `The quote that opens a field of ${file} is never closed.`, {
              at,
              hint: 'Close it, or double each quote that belongs to a value: """Ben"" Smith".',
            })
          }
          for (let k = text.indexOf('\n', i); k >= 0 && k < close; k = text.indexOf('\n', k + 1)) line++
          quoted = (quoted ?? '') + text.slice(from, close)
          i = close + 1
          from = i
          if (text.charCodeAt(i) !== quote) break
          i++ // A doubled quote: the second one begins the next part.
        }
      }
      let code = 0
      while (i < end) {
        code = text.charCodeAt(i)
        if (code === separator || code === lineFeed || code === carriageReturn) break
        i++
      }
      const rest = text.slice(from, i)
      cells.push(quoted === undefined ? rest : quoted + rest)
      starts.push(start)
      if (i >= end || code !== separator) break
      i++
      if (i >= end) {
        cells.push('')
        starts.push(i)
        break
      }
    }
    if (i < end) {
      i += text.charCodeAt(i) === carriageReturn && text.charCodeAt(i + 1) === lineFeed ? 2 : 1
      line++
    }
    if (visit(row) === false) return
  }
}

const candidates = [',', ';', '\t', '|']

/** The delimiter that cuts the first 50 rows most evenly into more than one field; `,` when none does. */
export function detectDelimiter(text: string, skipLines = 0): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of candidates) {
    const widths = new Map<number, number>()
    let rows = 0
    try {
      splitCsv('', text, { delimiter, skipLines }, ({ cells }) => {
        if (cells.every((cell) => cell === '')) return true
        widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
        return ++rows < 50
      })
    } catch {
      // An unclosed quote is reported when the file is read; what was seen before it counts.
    }
    for (const [width, count] of widths) {
      const score = width > 1 ? count / rows + width / 1e6 : 0
      if (score > bestScore) {
        best = delimiter
        bestScore = score
      }
    }
  }
  return best
}
