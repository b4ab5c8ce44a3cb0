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

/** Beside the class and not in it, so that a list prints as the array that it is. */
const origins = new WeakMap<object, ReadFrom>()

/**
 * A list as it was read, with how its stage stood at that moment: an ordinary array, whose `map` and `filter` give ordinary
 * arrays.
 *
 * @example
 * const read = await pipeline.table('rows.table').head(5)
 * if (read.stale) console.log(read.reasons.join('; '))
 * console.log(read.map((row) => row['name']))
 */
export class ReadList<Item> extends Array<Item> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  /** How the stage stood when this was read. */
  get freshness(): Freshness {
    return origins.get(this)!.freshness
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
    const from = origins.get(this)!
    return from.display(this, await from.lookAgain())
  }
}

/** Makes the list of items that were read. */
export function readList<Item>(items: readonly Item[], from: ReadFrom): ReadList<Item> {
  const list = new ReadList<Item>()
  for (const item of items) list.push(item)
  origins.set(list, from)
  return list
}
