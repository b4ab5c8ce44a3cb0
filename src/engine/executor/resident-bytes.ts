import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Memory that a process holds, in bytes; undefined when it is gone or the system does not say. */
export function residentBytes(pid: number): number | undefined {
  try {
    if (process.platform === 'linux') {
      // Second field of statm: resident pages. Pages are 4 KiB on the platforms that Node supports on Linux but arm64 with 64 KiB kernels.
      return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes()
    }
    if (process.platform === 'win32') return undefined
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
  } catch {
    return undefined
  }
}

let knownPageBytes: number | undefined

/** Found by comparing the kernel's two ways of saying how large this process is. */
function pageBytes(): number {
  if (knownPageBytes === undefined) {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
    const pages = Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1])
    const estimate = (kilobytes * 1024) / pages
    knownPageBytes = 2 ** Math.round(Math.log2(estimate))
  }
  return knownPageBytes
}
