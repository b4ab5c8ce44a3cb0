import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder with those above it, unless it is there. On a disk that is read-only, Node's own way of making several at
 * once says that something is missing; this one says what the system says.
 */
export function makeFolder(path: string): void {
  if (make(path)) return
  makeFolder(dirname(path))
  if (!make(path)) mkdirSync(path)
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
