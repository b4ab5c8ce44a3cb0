import { MillraceError } from '../../base/errors/millrace-error.ts'
import {
  type ArrayType,
  arrayTypes,
  formatVersion,
  magic,
  mostDepth,
  mostHeaderBytes,
  padded,
  prefixBytes,
} from './format.ts'

/**
 * Reads what `encodeModel` wrote. Nothing in it is executed; what it means is for `modelFromParts` to check. No more memory
 * is taken than a small multiple of the file: what a file claims beside its own length counts for nothing.
 * @throws E_ML_MODEL_FILE for bytes that are damaged, of something else, or of a newer version
 */
export function decodeModel(file: Uint8Array): unknown {
  if (file.length < prefixBytes || new TextDecoder().decode(file.subarray(0, 8)) !== magic) {
    throw new MillraceError('E_ML_MODEL_FILE', 'This is not a model that Millrace wrote.')
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  requireVersion(view.getUint32(8, true))
  const headerBytes = view.getUint32(12, true)
  const start = prefixBytes + headerBytes
  if (start > file.length) throw damaged('it ends within its header')
  if (headerBytes > mostHeaderBytes || headerBytes % 8 !== 0) throw damaged(`its header has ${headerBytes} bytes`)
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(prefixBytes, start)))
  } catch {
    throw damaged('its header is no JSON')
  }
  const places: Place[] = []
  const document = restore(header, file.subarray(start), places, 0)
  requireWholeFile(places, file.length - start)
  return document
}

function requireVersion(version: number): void {
  if (version === 0) throw damaged('it has format version 0')
  if (version <= formatVersion) return
  throw new MillraceError(
    'E_ML_MODEL_FILE',
    `The model file has format version ${version}; this Millrace reads up to ${formatVersion}.`,
    { hint: 'Install a newer Millrace, or train the model again.' },
  )
}

/** Where an array lies, in bytes from the end of the header. */
interface Place {
  readonly start: number
  readonly end: number
  /** Bytes of this array and all before it. */
  readonly taken: number
}

function restore(value: unknown, arrays: Uint8Array, places: Place[], depth: number): unknown {
  if (depth > mostDepth) throw damaged(`its header is more than ${mostDepth} levels deep`)
  if (Array.isArray(value)) return value.map((part) => restore(part, arrays, places, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  if (Object.hasOwn(value, '$array')) return readArray(value as { $array: unknown }, arrays, places)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restore(part, arrays, places, depth + 1)]))
}

function readArray(reference: { readonly $array: unknown }, arrays: Uint8Array, places: Place[]): ArrayBufferView {
  const { $array: parts } = reference
  const [name, start, length] = Array.isArray(parts) && parts.length === 3 ? (parts as unknown[]) : []
  if (typeof name !== 'string' || !Object.hasOwn(arrayTypes, name) || Object.keys(reference).length > 1) {
    throw damaged('it has an array of an unknown type')
  }
  const type = arrayTypes[name as ArrayType]
  if (!isWhole(start) || !isWhole(length) || start % 8 !== 0) throw damaged('an array has no place in it')
  const end = start + length * type.BYTES_PER_ELEMENT
  if (end > arrays.length) throw damaged('an array lies outside of it')
  // Before anything is copied: many arrays of the same bytes would take much memory.
  const taken = (places.at(-1)?.taken ?? 0) + end - start
  if (taken > arrays.length) throw damaged('arrays overlap')
  places.push({ start, end, taken })
  // A copy: the arrays of a file need not lie where their type needs them. (A Buffer's own `slice` would not copy.)
  return new type(new Uint8Array(arrays.subarray(start, end)).buffer)
}

/** The arrays fill the file one after the other, as they were written: nothing overlaps, nothing is left over. */
function requireWholeFile(places: readonly Place[], length: number): void {
  let expected = 0
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== expected) throw damaged('its arrays do not lie one behind the other')
    expected = padded(end)
  }
  if (expected !== length) throw damaged(`it has ${length} bytes of arrays where ${expected} belong`)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function damaged(what: string): MillraceError {
  return new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: ${what}.`, {
    hint: 'Train the model again, or take the file from where it was stored.',
  })
}
