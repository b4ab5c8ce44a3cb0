import { existsSync } from 'node:fs'
import { diskError } from '../base/errors/disk-error.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { LocalStore } from './cache/local-store.ts'

/**
 * What was thrown around a stage: a disk that refuses and a store that vanished become errors with codes, anything else
 * stays what it is.
 */
export function runError(thrown: unknown, store: LocalStore): unknown {
  const { code, path } = (thrown ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOENT' && path?.startsWith(store.root) && !existsSync(path)) return storeGone(path)
  return diskError(thrown, store.root) ?? thrown
}

export function storeGone(path: string): MillraceError {
  return new MillraceError('E_STORE_GONE', `${path} was removed while the run needed it`, {
    hint: 'Run again: what is gone is made again.',
  })
}
