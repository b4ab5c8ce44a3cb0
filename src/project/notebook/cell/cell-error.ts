import type { ErrorCode } from '../../../base/errors/catalogue.ts'
import { MillraceError } from '../../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../../base/errors/position.ts'

/** Where some code is from: for errors. */
export interface CellPlace {
  /** The notebook as errors name it. */
  readonly file: string
  /** Of its code cells this is the n-th. */
  readonly number: number
  readonly source: string
}

/** A mistake in a cell: with the number of the cell, and the line in it. */
export function cellError(
  place: CellPlace,
  at: { readonly start: number; readonly end: number },
  message: string,
  hint?: string,
  code: ErrorCode = 'E_NOTEBOOK',
): MillraceError {
  return new MillraceError(code, message, { hint, at: cellPosition(place, at.start, at.end) })
}

/** `study.ipynb, code cell 3:2:5`, with the line. */
export function cellPosition({ file, number, source }: CellPlace, start: number, end: number): SourcePosition {
  const before = source.slice(0, start).split('\n')
  const text = source.split('\n')[before.length - 1]!
  const column = before.at(-1)!.length + 1
  const length = Math.max(1, Math.min(end - start, text.length - column + 1))
  return { file: `${file}, code cell ${number}`, line: before.length, column, length, text }
}
