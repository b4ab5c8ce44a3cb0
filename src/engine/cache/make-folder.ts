import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'

/**
 * Makes a folder with those above it, unless it is there. On a disk that is read-only, Node's own way of making several at
 * once says that something is missing; this one says what the system says.
 * @throws E_NOT_WRITABLE for a symbolic link that leads nowhere
 */
export function makeFolder(path: string): void {
  if (make(path)) return
  const above = dirname(path)
  makeFolder(above)
  if (make(path)) return
  if (lstatSync(above, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(above)) {
    throw new MillraceError('E_NOT_WRITABLE', `${above} is a symbolic link that leads nowhere`, {
      hint: 'Make the folder that it leads to, or remove the link.',
    })
  }
  mkdirSync(path)
}

/** @returns false when the folder above is missing */
function make(path: string): boolean {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    if (code !== 'EEXIST') throw error
  }
  return true
}
