import { isMillraceError } from '../../base/errors/millrace-error.ts'
import { formatPosition } from '../../base/errors/position.ts'

/** What was found out about one thing. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'wrong'
  /** What was found, in a sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
}

export const ok = (name: string, message: string): Check => ({ name, state: 'ok', message })

export const warning = (name: string, message: string, hint: string): Check => ({
  name,
  state: 'warning',
  message,
  hint,
})

export const wrong = (name: string, message: string, hint: string): Check => ({ name, state: 'wrong', message, hint })

/** An error as a check that is wrong: with its code, place and hint. */
export function failed(name: string, error: unknown, hint: string): Check {
  if (!isMillraceError(error)) return wrong(name, error instanceof Error ? error.message : String(error), hint)
  const at = error.at === undefined ? '' : `${formatPosition(error.at)}: `
  return wrong(name, `${error.code} ${at}${error.message}`, error.hint ?? hint)
}
