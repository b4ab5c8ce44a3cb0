import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { canonicalJson } from './canonical-json.ts'

declare const brand: unique symbol

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export type Sha256 = string & { readonly [brand]: 'sha256' }

export function sha256(data: string | Uint8Array): Sha256 {
  return createHash('sha256').update(data).digest('hex') as Sha256
}

/** Digest of a value's canonical JSON. */
export function sha256Json(value: unknown): Sha256 {
  return sha256(canonicalJson(value))
}

/** Below this size, streaming costs more than the reading itself. */
const readWholeBelow = 1 << 18

/** Digest of a file's bytes; a large one is streamed. */
export async function sha256File(path: string): Promise<Sha256> {
  if (statSync(path).size < readWholeBelow) return sha256(readFileSync(path))
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array)
  return hash.digest('hex') as Sha256
}
