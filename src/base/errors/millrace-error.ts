import type { ErrorCode } from './catalogue.ts'
import type { SourcePosition } from './position.ts'

export interface MillraceErrorOptions {
  /** What the reader can do about it: one sentence. */
  readonly hint?: string | undefined
  readonly at?: SourcePosition | undefined
  readonly cause?: unknown
  /** A program that was run and what it printed last, line by line. */
  readonly transcript?: string | undefined
}

/** The plain-data form that crosses a process border and goes into events. */
export interface ErrorDocument {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly at?: SourcePosition
  /** A program that was run and what it printed last, line by line. */
  readonly transcript?: string
  /** Only for errors that are not the user's mistake and not Millrace's own: a throw inside a stage. */
  readonly stack?: string
  /** What it is made of, where several mistakes are one error: each with its own place. */
  readonly causes?: readonly ErrorDocument[]
}

/**
 * A mistake that a person can mend. It has a stable code, says which value was seen and what to do,
 * and never prints a stack trace.
 */
export class MillraceError extends Error {
  override readonly name = 'MillraceError'
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly at: SourcePosition | undefined
  readonly transcript: string | undefined

  constructor(code: ErrorCode, message: string, options: MillraceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint
    this.at = options.at
    this.transcript = options.transcript
  }

  toDocument(): ErrorDocument {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.at === undefined ? {} : { at: this.at }),
      ...(this.transcript === undefined ? {} : { transcript: this.transcript }),
    }
  }
}

/** By shape and not by `instanceof`: a stage's bundle carries its own copy of this class. */
export function isMillraceError(value: unknown): value is MillraceError {
  return value instanceof Error && value.name === 'MillraceError' && 'code' in value
}
