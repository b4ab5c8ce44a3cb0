import { type Sha256, sha256File } from '../../base/hash.ts'
import { readJson } from './read-json.ts'
import { changeTime, settledNs, statToken } from './stat-token.ts'
import { writeAtomically } from './write-atomically.ts'

interface Remembered {
  readonly token: string
  readonly digest: Sha256
}

/** Digests of files by their metadata, so that an unchanged file is never read twice, in this run or the next. */
export class DigestMemo {
  readonly #path: string
  readonly #known: Map<string, Remembered>
  #changed = false

  constructor(path: string) {
    this.#path = path
    this.#known = new Map(Object.entries(readJson<Record<string, Remembered>>(path) ?? {}))
  }

  /** @returns undefined when there is no such file */
  async digest(path: string): Promise<Sha256 | undefined> {
    const token = statToken(path)
    if (token === undefined) return undefined
    const remembered = this.#known.get(path)
    if (remembered?.token === token) return remembered.digest
    const looked = BigInt(Date.now()) * 1_000_000n
    const digest = await sha256File(path)
    if (looked - changeTime(token) > settledNs) this.#set(path, { token, digest })
    return digest
  }

  /** Takes down the digest of a file that Millrace itself has just written and that nobody else writes to. */
  remember(path: string, digest: Sha256): void {
    const token = statToken(path)
    if (token !== undefined) this.#set(path, { token, digest })
  }

  #set(path: string, remembered: Remembered): void {
    this.#known.set(path, remembered)
    this.#changed = true
  }

  save(): void {
    if (!this.#changed) return
    writeAtomically(this.#path, JSON.stringify(Object.fromEntries(this.#known)), { durable: false })
    this.#changed = false
  }
}
