import { canonicalJson } from '../../base/canonical-json.ts'
import { type ArrayType, arrayTypes, formatVersion, magic, mostHeaderBytes, padded, prefixBytes } from './format.ts'

/**
 * A document with typed arrays in it as bytes, such as what a model's `toParts` gives. The same document gives the same
 * bytes. For the format see `format.ts`; `decodeModel` reads it.
 * @param document objects, lists, texts, finite numbers, true, false, null, and typed arrays
 * @example decodeModel(encodeModel(model.toParts()))
 */
export function encodeModel(document: unknown): Uint8Array {
  const arrays: ArrayBufferView[] = []
  let bytes = 0
  const shape = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const reference = { $array: [typeOf(value), bytes, (value as Float64Array).length] }
      arrays.push(value)
      bytes += padded(value.byteLength)
      return reference
    }
    if (Array.isArray(value)) return value.map(shape)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, shape(part)]])),
    )
  }
  const header = new TextEncoder().encode(canonicalJson(shape(document)))
  const start = prefixBytes + padded(header.length)
  if (start - prefixBytes > mostHeaderBytes) {
    throw new TypeError(`the header of a model file has ${header.length} bytes: give what is long as typed arrays`)
  }
  const file = new Uint8Array(start + bytes)
  file.fill(0x20, prefixBytes, start)
  file.set(new TextEncoder().encode(magic))
  new DataView(file.buffer).setUint32(8, formatVersion, true)
  new DataView(file.buffer).setUint32(12, start - prefixBytes, true)
  file.set(header, prefixBytes)
  let at = start
  for (const array of arrays) {
    file.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += padded(array.byteLength)
  }
  return file
}

function typeOf(array: ArrayBufferView): ArrayType {
  for (const [name, type] of Object.entries(arrayTypes)) if (array instanceof type) return name as ArrayType
  throw new TypeError(`a model file cannot hold a ${array.constructor.name}`)
}
