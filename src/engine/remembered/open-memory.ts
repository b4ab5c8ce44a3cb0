import { join } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type Sha256, sha256Json } from '../../base/hash.ts'
import { readJson } from '../cache/read-json.ts'
import { sameTokens } from '../cache/stat-token.ts'
import { writeAtomically } from '../cache/write-atomically.ts'
import type {
  Remember,
  RememberedCount,
  RememberedPart,
  RememberOffer,
  RememberOptions,
} from '../contracts/remembered.ts'

export interface PartMemory {
  readonly remember: Remember
  count(): RememberedCount
}

/**
 * The worker's half of `remember`: looks a part up by key and inputs, else makes it and writes it down whole, at once. Two that
 * make the same part write the same file.
 *
 * @param offer undefined where nothing is remembered: every part is made
 */
export function openMemory(offer: RememberOffer | undefined): PartMemory {
  let [reused, made] = [0, 0]
  return { remember, count: () => ({ reused, made }) }

  async function remember<Value>(
    key: unknown,
    make: () => Promise<Value> | Value,
    { reads, replay = false }: RememberOptions = {},
  ): Promise<Value> {
    const name = offer && partName(offer, key, reads)
    const path = offer && join(offer.folder, name!)
    const read = (from: string) => intact(readJson<RememberedPart>(from))
    const known = (offer?.reads || replay) && path !== undefined ? read(path) : undefined
    const replayed = known ?? (replay && offer?.recorded !== undefined ? read(join(offer.recorded, name!)) : undefined)
    if (replayed !== undefined) {
      reused++
      return replayed.value as Value
    }
    const value: unknown = JSON.parse(JSON.stringify((await make()) ?? null))
    made++
    // Of a file that was touched meanwhile nobody can say which content the part was made from.
    if (path !== undefined && sameTokens(offer!.watched)) {
      writeAtomically(path, JSON.stringify({ value, digest: digestOf(value) } satisfies RememberedPart))
    }
    // One turn of the loop: a worker whose runner is gone notices it here, and not after many more parts.
    await new Promise((resolve) => setImmediate(resolve))
    return value as Value
  }
}

function partName({ inputs }: RememberOffer, key: unknown, reads: readonly string[] = Object.keys(inputs)): string {
  // An optional input without a wire has no content.
  const contents = Object.fromEntries(reads.map((port) => [port, inputs[port] ?? null]))
  try {
    return `${sha256Json({ key, inputs: contents })}.json`
  } catch (cause) {
    throw new MillraceError('E_STAGE_OUTPUT', `a part is remembered under a key that is no JSON: ${String(cause)}`, {
      hint: 'Make the key of plain values: numbers, texts, lists and records.',
    })
  }
}

function intact(part: RememberedPart | undefined): RememberedPart | undefined {
  return part !== undefined && 'value' in part && part.digest === digestOf(part.value) ? part : undefined
}

function digestOf(value: unknown): Sha256 {
  return sha256Json(value)
}
