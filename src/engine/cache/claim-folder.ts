import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseProcessName, processName } from '../claims/process-name.ts'
import { isThere, processState } from '../claims/process-state.ts'
import { makeFolder } from './make-folder.ts'

/**
 * A new folder that belongs to this process, named by it. What processes left there that are dead is removed on the way:
 * nobody ever has to clean up after a crash.
 */
export function claimFolder(parent: string): string {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    if (isLeftOver(name)) removeLeftOver(join(parent, name))
  }
  const folder = join(parent, `${processName()}-${randomBytes(6).toString('hex')}`)
  makeFolder(folder)
  return folder
}

function removeLeftOver(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // Another run is at it too, or a worker has not noticed yet that its runner is gone: the next one gets it.
  }
}

/** Whether the process that a folder is named by is dead. */
export function isLeftOver(name: string): boolean {
  // Earlier versions named them by the process id alone.
  if (parseProcessName(name) === undefined) return !isThere(Number.parseInt(name, 10))
  return processState(name) === 'dead'
}
