import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from './make-folder.ts'

export interface WriteOptions {
  /**
   * Default true. False for what can be made again and is looked at with distrust (`readJson`): after a power failure it
   * may be empty. A process that is killed leaves a whole file or none either way.
   */
  readonly durable?: boolean
}

/** Writes a whole file or nothing: to a temporary name beside it, to disk, then renamed into place. */
export function writeAtomically(path: string, data: string | Uint8Array, { durable = true }: WriteOptions = {}): void {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  const file = openInFolder(temporary)
  try {
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data
      let written = 0
      while (written < bytes.length) written += writeSync(file, bytes, written)
      if (durable) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    // Writing to an open file names none: who reads the error wants to know which.
    if (error instanceof Error) Object.assign(error, { path })
    throw error
  }
}

/** Most folders are there already: asking first would cost more than the rare second try. */
function openInFolder(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    makeFolder(dirname(path))
    return openSync(path, 'w')
  }
}
