import { diskError } from '../../base/errors/disk-error.ts'
import { writeAtomically } from './write-atomically.ts'

/**
 * Writes down, as JSON, what is remembered only to be quicker the next time. Where the disk does not take it, nothing is
 * lost: it is found out again. So a store that is full or read-only can still be looked at.
 */
export function writeMemory(path: string, value: unknown): void {
  try {
    writeAtomically(path, JSON.stringify(value), { durable: false })
  } catch (error) {
    if (diskError(error) === undefined) throw error
  }
}
