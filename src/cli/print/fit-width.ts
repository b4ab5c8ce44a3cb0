import { stripVTControlCharacters } from 'node:util'

/** Colour codes, or one character as a reader sees it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what begins a colour
const parts = /\x1b\[[0-9;]*m|\P{M}\p{M}*/gu

/** Chinese, Japanese, Korean and emoji take two columns. */
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6])/u

/** How many columns a text takes, colours not counted. */
export function textWidth(text: string): number {
  let width = 0
  for (const [part] of stripVTControlCharacters(text).matchAll(parts)) width += wide.test(part) ? 2 : 1
  return width
}

/** A text cut to so many columns, with an ellipsis where something is left out; colours are closed. */
export function fitWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let width = 0
  let fitted = ''
  for (const [part] of text.matchAll(parts)) {
    if (part.startsWith('\x1b')) {
      fitted += part
      continue
    }
    const next = wide.test(part) ? 2 : 1
    if (width + next > columns - 1) break
    width += next
    fitted += part
  }
  return `${fitted}…${fitted.includes('\x1b') ? '\x1b[0m' : ''}`
}
