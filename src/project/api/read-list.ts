import type { Freshness } from './freshness.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'

/** What a value that was read knows of where it came from, for saying later that it is stale. */
export interface ReadFrom {
  readonly freshness: Freshness
  /** How it stands now: stale when the stage is, or when it has given something else since. */
  lookAgain(): Promise<Freshness>
  /** How the list is shown in a notebook. */
  display(items: readonly unknown[], now: Freshness): Promise<MimeBundle>
}

/**
 * A list as it was read, with how its stage stood at that moment: an ordinary array, whose `map` and `filter` give ordinary
 * arrays.
 *
 * @example
 * const rows = await pipeline.table('split.test').head(5)
 * if (rows.stale) console.log(rows.reasons.join('; '))
 * console.log(rows.map((row) => row['match']))
 */
export class ReadList<Item> extends Array<Item> {
  #from: ReadFrom | undefined

  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  static read<Item>(items: readonly Item[], from: ReadFrom): ReadList<Item> {
    const list = new ReadList<Item>()
    for (const item of items) list.push(item)
    list.#from = from
    return list
  }

  /** How the stage stood when this was read. */
  get freshness(): Freshness {
    return this.#from!.freshness
  }

  /** Whether it was stale when it was read. */
  get stale(): boolean {
    return this.freshness.stale
  }

  /** Why it was stale when it was read, as short sentences; empty when it was not. */
  get reasons(): readonly string[] {
    return this.freshness.reasons
  }

  /** Jupyter's rich display: looks again, and says "stale" and why when something has changed since. */
  async [displaySymbol](): Promise<MimeBundle> {
    return this.#from!.display(this, await this.#from!.lookAgain())
  }
}
