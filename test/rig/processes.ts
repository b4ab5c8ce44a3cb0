import { existsSync, readFileSync } from 'node:fs'

/** Whether a process is there and not merely waiting to be buried. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const stat = `/proc/${pid}/stat`
  return !existsSync(stat) || !/^\d+ \(.*\) Z/.test(readFileSync(stat, 'utf8'))
}

/** Waits for the end of a process. */
export async function dies(pid: number): Promise<void> {
  const until = Date.now() + 30_000
  while (lives(pid)) {
    if (Date.now() > until) throw new Error(`process ${pid} lives on`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
