import type { SourcePosition } from '../../base/errors/position.ts'

/** The place of a part of a text, where the text stands on one line and unquoted as it is; else of the whole text. */
export function placeWithin(at: SourcePosition, text: string, start: number): SourcePosition {
  const column = at.text?.indexOf(text, at.column - 1) ?? -1
  if (column < 0) return at
  return { ...at, column: column + 1 + start, length: Math.max(1, text.slice(start).split(/\s/)[0]!.length) }
}
