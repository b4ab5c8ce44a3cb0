/** A place in a text file, as editors count: the first line is 1, the first column is 1. */
export interface SourcePosition {
  /** Path as it should be printed: relative to the project where possible. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** How many characters to underline; 1 when unknown. */
  readonly length?: number
  /** The whole line, for quoting it under the message. */
  readonly text?: string
}

/** `pipeline.yaml:14:17`, the form that terminals and editors turn into a link. */
export function formatPosition(at: SourcePosition): string {
  return `${at.file}:${at.line}:${at.column}`
}
