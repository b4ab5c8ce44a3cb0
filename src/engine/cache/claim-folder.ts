import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A new folder that belongs to this process, named by its id. What processes left there that are no longer alive is
 * removed on the way: nobody ever has to clean up after a crash.
 */
export function claimFolder(parent: string): string {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const owner = Number(name.split('-')[0])
    if (!isAlive(owner)) rmSync(join(parent, name), { recursive: true, force: true })
  }
  const folder = join(parent, `${process.pid}-${randomBytes(6).toString('hex')}`)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Whether a process with this id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
