import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { residentBytes } from './resident-bytes.ts'

/** Memory that a process and all below it hold together, in bytes; 0 when it is gone. */
export function familyBytes(pid: number): number {
  return process.platform === 'linux' ? linuxFamilyBytes(pid) : listedFamilyBytes(pid)
}

/** The kernel lists the children of each thread, so that only the family is looked at, however many processes there are. */
function linuxFamilyBytes(pid: number): number {
  let bytes = 0
  const family = [pid]
  for (const member of family) {
    bytes += residentBytes(member) ?? 0
    try {
      for (const thread of readdirSync(`/proc/${member}/task`)) {
        const children = readFileSync(`/proc/${member}/task/${thread}/children`, 'utf8')
        family.push(...children.split(' ').filter(Boolean).map(Number))
      }
    } catch {
      // It ended while it was looked at.
    }
  }
  return bytes
}

function listedFamilyBytes(pid: number): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number])
  const family = new Set([pid])
  for (const member of family) for (const [id, parent] of processes) if (parent === member) family.add(id)
  return processes.reduce((sum, [id, , kilobytes]) => (family.has(id) ? sum + kilobytes * 1024 : sum), 0)
}
