import { positionInText } from './split-csv.ts'

/** Where the nth element of an array begins in valid JSON text. Brackets are counted; what is in strings is not. */
export function elementOffset(text: string, index: number): number {
  let depth = 0
  let seen = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '"') {
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++
    } else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth--
    const starts = (char === '[' && depth === 1 && seen === 0) || (char === ',' && depth === 1)
    if (starts && seen++ === index) return i + 1 + text.slice(i + 1).search(/\S/)
  }
  return 0
}

/** Where JSON.parse gave up, from its message; the beginning when the message does not say. */
export function syntaxErrorPosition(file: string, text: string, error: unknown) {
  const message = error instanceof Error ? error.message : ''
  const found = /at position (\d+)/.exec(message)
  const atEnd = /end of JSON input|Unterminated/.test(message)
  return positionInText(
    file,
    text,
    found !== null ? Number(found[1]) : atEnd ? Math.max(0, text.trimEnd().length - 1) : 0,
  )
}
