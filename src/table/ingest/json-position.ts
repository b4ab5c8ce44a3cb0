import type { SourcePosition } from '../../base/errors/position.ts'
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

/** Whether a text could be the beginning of a JSON document. */
function couldGoOn(prefix: string): boolean {
  try {
    JSON.parse(prefix)
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/end of JSON input|Unterminated/.test(message)) return true
    const found = /at position (\d+)/.exec(message)
    return found !== null && Number(found[1]) >= prefix.length
  }
}

/**
 * Where a text stops being JSON; its end when something is missing there. The message of JSON.parse names the place of
 * some mistakes only, so the shortest beginning that cannot go on is searched by halving: O(n log n).
 */
export function syntaxErrorPosition(file: string, text: string): SourcePosition {
  let good = 0
  let bad = text.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (couldGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return positionInText(file, text, bad > text.length ? text.trimEnd().length : bad - 1)
}
