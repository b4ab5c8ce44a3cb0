import { spawn } from 'node:child_process'
import type { Command } from './tools/tool.ts'

export interface Measurement {
  readonly wall: number
  /** User and system, of the process and of all its descendants that have ended. */
  readonly cpu: number
  readonly ok: boolean
}

export const capSeconds = 120

/** Process groups of their own outlive this process, unless they are ended with it. */
const running = new Set<number>()
process.on('exit', () => {
  for (const pid of running) process.kill(-pid, 'SIGKILL')
})

/** bash says milliseconds of exactly the command, without its own start; `/usr/bin/time` says hundredths. */
const timed = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>"$LOG"'

/** @returns undefined when it took longer than the cap; the whole process group is ended then */
export function measure(command: Command, cwd: string, log = '/dev/null'): Promise<Measurement | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', timed, 'bash', ...command.argv], {
      cwd,
      env: { ...process.env, ...command.env, LOG: log, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    running.add(child.pid!)
    let said = ''
    let late = false
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const timer = setTimeout(() => {
      late = true
      process.kill(-child.pid!, 'SIGKILL')
    }, capSeconds * 1000)
    child.on('error', reject)
    child.on('exit', (code) => {
      running.delete(child.pid!)
      clearTimeout(timer)
      if (late) return resolve(undefined)
      // The pipe is drained a turn later.
      setImmediate(() => {
        const [wall = 0, user = 0, system = 0] = said.trim().split('\n').at(-1)!.split(' ').map(Number)
        resolve({ wall, cpu: user + system, ok: code === 0 })
      })
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
