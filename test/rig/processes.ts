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

/**
 * Process ids that a stage wrote into a file, each on a line of its own. A file is there before its text is: a line that is not
 * whole is none yet. Nothing but an id comes out, for signals sent to 0 go to the whole group of processes that the tests belong to.
 */
export function pidsIn(path: string): number[] {
  if (!existsSync(path)) return []
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return whole.map((line) => {
    if (!/^[1-9]\d*$/.test(line) || line === '1') throw new Error(`${path} holds "${line}" and not the id of a process`)
    return Number(line)
  })
}

/** Waits for the end of a process. */
export async function dies(pid: number): Promise<void> {
  const until = Date.now() + 30_000
  while (lives(pid)) {
    if (Date.now() > until) throw new Error(`process ${pid} lives on`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
