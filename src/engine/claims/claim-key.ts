import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { makeFolder } from '../cache/make-folder.ts'
import { parseProcessName, processName } from './process-name.ts'
import { processState } from './process-state.ts'

/** The right to make the result of one key, until it is released or its process is dead. */
export interface Claim {
  release(): void
}

export interface ClaimOptions {
  /** Ends the wait. */
  readonly signal: AbortSignal
  /** Told of each process that is waited for. */
  readonly onWait: (pid: number) => void
  /** How long a claim whose process cannot be looked at from here may give no sign of life. */
  readonly silenceMs?: number
}

/** How often a claim says that its process is alive, for those who cannot look. */
const signEveryMs = 5_000
const defaultSilenceMs = 60_000

/**
 * Queues for a key, over all processes that share the store, and returns when it is this process's turn.
 *
 * Lamport's bakery: whoever wants the key draws a number one above all that are drawn, and the lowest number has it. Each
 * claim is an empty file whose name says number and process, so that nothing can be half written; the claims of the dead
 * are cleared away by whoever meets them, and since no two claims ever have the same name, that cannot hit a living one.
 * Nothing needs to be unlocked, ever.
 *
 * @param folder of this key's claims
 * @returns undefined when the wait was interrupted
 */
export async function claimKey(folder: string, options: ClaimOptions): Promise<Claim | undefined> {
  const name = `${processName()}-${randomBytes(4).toString('hex')}`
  const drawing = createClaim(folder, `drawing-${name}`)
  let own: string
  try {
    own = `${1 + Math.max(0, ...claimsIn(folder).map(({ number }) => number))}-${name}`
    createClaim(folder, own)
  } finally {
    rmSync(drawing, { force: true })
  }
  const sign = setInterval(() => giveSign(join(folder, own)), signEveryMs).unref()
  const release = () => {
    clearInterval(sign)
    rmSync(join(folder, own), { force: true })
    removeEmpty(folder)
  }
  try {
    const isAlive = watchClaims(folder, options.silenceMs ?? defaultSilenceMs)
    let told: number | undefined
    for (let pause = 2; ; pause = Math.min(pause * 2, 200)) {
      const ahead = claimsIn(folder).filter((claim) => isAhead(claim, own) && isAlive(claim))
      if (ahead.length === 0) return { release }
      // Who is still drawing may get a lower number; that is over in no time and not worth a word.
      const holder = ahead.find(({ number }) => number > 0)
      if (holder !== undefined && holder.pid !== told) {
        told = holder.pid
        options.onWait(holder.pid)
      }
      await setTimeout(pause)
      if (options.signal.aborted) break
    }
  } catch (error) {
    release()
    throw error
  }
  release()
  return undefined
}

interface QueuedClaim {
  readonly file: string
  /** 0 while the number is being drawn. */
  readonly number: number
  /** Process and nonce. */
  readonly name: string
  readonly pid: number
}

/** In the order of their turns. */
function claimsIn(folder: string): QueuedClaim[] {
  // Somebody may take the whole store away.
  return (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((file): QueuedClaim[] => {
      const [, number, name] = /^(drawing|\d+)-(.*)$/.exec(file) ?? []
      const pid = parseProcessName(name ?? '')?.pid
      return pid === undefined ? [] : [{ file, number: number === 'drawing' ? 0 : Number(number), name: name!, pid }]
    })
    .sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1))
}

function isAhead({ number, name, file }: QueuedClaim, own: string): boolean {
  if (file === own) return false
  const [, ownNumber, ownName] = /^(\d+)-(.*)$/.exec(own)!
  if (number === 0) return name !== ownName
  return number < Number(ownNumber) || (number === Number(ownNumber) && name < ownName!)
}

/** Says of a claim whether its process is alive, and clears it away where that is dead. */
function watchClaims(folder: string, silenceMs: number): (claim: QueuedClaim) => boolean {
  const signs = new Map<string, { sign: number; since: number }>()
  return ({ file, name }) => {
    const path = join(folder, file)
    const state = processState(name)
    if (state === 'alive') return true
    if (state === 'unknown') {
      const sign = statSync(path, { throwIfNoEntry: false })?.mtimeMs
      if (sign === undefined) return false
      // By this process's own clock from when it last saw a change: clocks of two machines may differ.
      const known = signs.get(file)
      if (known?.sign !== sign) signs.set(file, { sign, since: performance.now() })
      if (known?.sign !== sign || performance.now() - known.since < silenceMs) return true
    }
    rmSync(path, { force: true })
    return false
  }
}

function createClaim(folder: string, file: string): string {
  const path = join(folder, file)
  for (;;) {
    makeFolder(folder)
    try {
      writeFileSync(path, '', { flag: 'wx' })
      return path
    } catch (error) {
      // Whoever was here last takes the empty folder along.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

function giveSign(path: string): void {
  try {
    const now = new Date()
    utimesSync(path, now, now)
  } catch {
    // Taken away with the store: what this process makes is then stored anew.
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Others are queuing.
  }
}
