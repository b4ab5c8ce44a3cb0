import { bootDigest, parseProcessName, placeDigest, readProcess } from './process-name.ts'

/**
 * Whether the process of a name is still there. `dead` is proven: the id is free, or another process has it, or the machine
 * has been started anew. `unknown` is what cannot be looked at from here: another machine, another container, or a system
 * that does not say when a process started.
 */
export function processState(name: string): 'alive' | 'dead' | 'unknown' {
  const named = parseProcessName(name)
  if (named === undefined) return 'unknown'
  if (named.place !== placeDigest()) return 'unknown'
  if (named.boot !== bootDigest() || !isThere(named.pid)) return 'dead'
  const now = readProcess(named.pid)
  if (now === undefined || named.started === '0') return 'unknown'
  // A zombie has ended; its parent has only not asked yet how.
  return now.started === named.started && !'ZX'.includes(now.state) ? 'alive' : 'dead'
}

/** Whether a process with this id is there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
