import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { MillraceError } from './millrace-error.ts'

const fullCodes = new Set(['ENOSPC', 'EDQUOT'])
const closedCodes = new Set(['EROFS', 'EACCES', 'EPERM'])

/** How DuckDB passes on what the system says. */
const fullText = /no space left on device|disk quota exceeded/i

/**
 * What a disk refuses, as an error that a person can mend; undefined for anything else.
 * @param place the file or folder, for errors that do not name one
 */
export function diskError(thrown: unknown, place = '.'): MillraceError | undefined {
  if (!(thrown instanceof Error)) return undefined
  const { code = '', path = place } = thrown as NodeJS.ErrnoException
  const folder = nearestFolder(path)
  if (fullCodes.has(code) || fullText.test(thrown.message)) {
    return new MillraceError('E_DISK_FULL', `the disk of ${folder} has not enough room: ${room(folder, code)}`, {
      cause: thrown,
      hint: 'Make room and run again: what is done is kept. `millrace gc` lists what the store can do without.',
    })
  }
  if (!closedCodes.has(code)) return undefined
  const because = code === 'EROFS' ? 'its file system is read-only' : `this user may not (${code})`
  return new MillraceError('E_NOT_WRITABLE', `${path} cannot be opened or written: ${because}`, {
    cause: thrown,
    hint: 'Make it writable for this user. What is stored already can be looked at with `millrace status`.',
  })
}

function room(folder: string, code: string): string {
  const { bavail, bsize, files, ffree } = statfsSync(folder)
  if (files > 0 && ffree === 0) return `it holds all ${files} files that it can`
  const free = `${((bavail * bsize) / 1e6).toFixed(1)} MB free`
  return code === 'EDQUOT' ? `the quota of this user is used up, ${free}` : free
}

function nearestFolder(path: string): string {
  let folder = dirname(path)
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}
