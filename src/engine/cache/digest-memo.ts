import { type Sha256, sha256File } from '../../base/hash.ts'
import { readJson } from './read-json.ts'
import { changeTime, settledNs, statToken } from './stat-token.ts'
import { writeMemory } from './write-memory.ts'

interface Remembered {
  readonly token: string
  readonly digest: Sha256
}

/** Digests of files by their metadata, so that an unchanged file is never read twice, in this run or the next. */
export class DigestMemo {
  readonly #path: string
  /** Of the memo's own file when it was read. */
  #token: string | undefined
  #known: Map<string, Remembered>
  readonly #found = new Map<string, Remembered>()

  constructor(path: string) {
    this.#path = path
    this.#token = statToken(path)
    this.#known = this.#read()
  }

  #read(): Map<string, Remembered> {
    return new Map(Object.entries(readJson<Record<string, Remembered>>(this.#path) ?? {}))
  }

  /** @returns undefined when there is no such file */
  async digest(path: string): Promise<Sha256 | undefined> {
    const token = statToken(path)
    if (token === undefined) return undefined
    const remembered = this.#found.get(path) ?? this.#known.get(path)
    if (remembered?.token === token) return remembered.digest
    const looked = BigInt(Date.now()) * 1_000_000n
    const digest = await sha256File(path)
    if (looked - changeTime(token) > settledNs) this.#found.set(path, { token, digest })
    return digest
  }

  /**
   * Takes down the digest of a file that Millrace itself has just written and that nobody else writes to.
   * @param token of that very file, where another process may put its own in the same place
   */
  remember(path: string, digest: Sha256, token: string | undefined = statToken(path)): void {
    if (token !== undefined) this.#found.set(path, { token, digest })
  }

  /** Adds what was found out to what other runs have written down meanwhile. */
  save(): void {
    if (this.#found.size === 0) return
    if (this.#token !== statToken(this.#path)) this.#known = this.#read()
    for (const [path, remembered] of this.#found) this.#known.set(path, remembered)
    writeMemory(this.#path, Object.fromEntries(this.#known))
    this.#token = statToken(this.#path)
    this.#found.clear()
  }
}
