import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from './write-atomically.ts'

/** No kind's files end like this: an output cannot have the name. */
export const logName = 'stage.log'

/**
 * Puts what a stage printed beside its outputs, for people to read: that of the result, or of the try that failed. A stage
 * that printed nothing has no such file.
 * @returns its path, where there is one
 */
export function keepLog(folder: string, text: string): string | undefined {
  const path = join(folder, logName)
  if (text === '') {
    rmSync(path, { force: true })
    return undefined
  }
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeAtomically(path, text)
  return path
}
