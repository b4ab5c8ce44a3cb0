import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../base/canonical-json.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { sha256 } from '../base/hash.ts'
import type { SavedPart } from '../engine/contracts/kind.ts'
import { partLabel } from './part-label.ts'

/** More instances than this are a mistake: a table as one input of one stage is meant for them. */
const mostParts = 10_000

/** The items of a list or the entries of a record, each in a JSON file of its own. @throws E_EACH */
export function splitJson(value: unknown, folder: string): SavedPart[] {
  if (typeof value !== 'object' || value === null) {
    throw new MillraceError('E_EACH', `it is ${JSON.stringify(value)}, neither a list nor a record`)
  }
  const entries = Array.isArray(value)
    ? value.map((item, i): [string, unknown] => [partLabel(item, i, value.length), item])
    : Object.entries(value)
  if (entries.length > mostParts) {
    throw new MillraceError('E_EACH', `it has ${entries.length} parts, and ${mostParts} is the most`)
  }
  return entries.map(([label, item], i) => {
    const text = canonicalJson(item)
    const path = join(folder, `${i}.json`)
    writeFileSync(path, text)
    return { label, value: item, kind: 'json', path, content: sha256(text), facts: {} }
  })
}
