import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { diskError } from '../base/errors/disk-error.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { LocalStore } from './cache/local-store.ts'

/**
 * What was thrown around a stage: a disk that refuses and a store that vanished become errors with codes, anything else
 * stays what it is.
 */
export function runError(thrown: unknown, store: LocalStore): unknown {
  const { code, path } = (thrown ?? {}) as NodeJS.ErrnoException
  if (code === 'ENOENT' && path?.startsWith(store.root) && !existsSync(path)) return storeGone(store)
  return diskError(thrown, store.root) ?? thrown
}

export function storeGone({ root }: LocalStore): MillraceError {
  const shown = relative(process.cwd(), root) || root
  return new MillraceError('E_STORE_GONE', `the store, ${shown}, was removed or part of it while the run needed it`, {
    hint: 'Run again: what is gone is made again.',
  })
}
