import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isThere } from '../claims/process-state.ts'

/** Takes away what `writeAtomically` was cut off from beside a file, by a process that is dead. */
export function removeLeftOvers(path: string): void {
  const [folder, prefix] = [dirname(path), `${basename(path)}.`]
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.startsWith(prefix)) continue
    const [, pid] = /^(\d+)\.[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) ?? []
    if (pid !== undefined && !isThere(Number(pid))) rmSync(join(folder, name), { force: true })
  }
}
