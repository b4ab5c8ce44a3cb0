import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { sha256 } from '../../base/hash.ts'

/** What tells one process from all others that there are and were. */
export interface ProcessName {
  readonly pid: number
  /** Clock ticks from the start of the machine to that of the process: ids are given again, times are not. 0 when not known. */
  readonly started: string
  /** Which start of the machine, as a short digest; `unknown` where the system does not say. */
  readonly boot: string
  /** Which machine, and on it which container, as a short digest: elsewhere the id is somebody else's. */
  readonly place: string
}

/** A process as part of a file name, so that a crash can leave no half-written identity: `4711-1266679-1f0a…-93bc…`. */
export function processName(pid: number = process.pid): string {
  return [pid, readProcess(pid)?.started ?? 0, bootDigest(), placeDigest()].join('-')
}

/** @returns undefined for a text that does not begin with the name of a process */
export function parseProcessName(text: string): ProcessName | undefined {
  const [, pid, started, boot, place] = /^(\d+)-(\d+)-([0-9a-z]{8})-([0-9a-f]{8})(?![0-9a-z])/.exec(text) ?? []
  return pid === undefined ? undefined : { pid: Number(pid), started: started!, boot: boot!, place: place! }
}

/** State and start of a process as Linux tells them (`man 5 proc`: fields 3 and 22); undefined elsewhere, or without it. */
export function readProcess(pid: number): { state: string; started: string } | undefined {
  const stat = firstLine(`/proc/${pid}/stat`)
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields === undefined ? undefined : { state: fields[0]!, started: fields[19]! }
}

let boot: string | undefined
let place: string | undefined

export function bootDigest(): string {
  const id = firstLine('/proc/sys/kernel/random/boot_id')
  boot ??= id === undefined ? 'unknown0' : sha256(id).slice(0, 8)
  return boot
}

export function placeDigest(): string {
  place ??= sha256(JSON.stringify([hostname(), firstLine('/etc/machine-id'), processNamespace()])).slice(0, 8)
  return place
}

function processNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return undefined
  }
}

function firstLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').split('\n')[0]
  } catch {
    return undefined
  }
}
