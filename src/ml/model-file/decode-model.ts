import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type ArrayType, arrayTypes, formatVersion, magic, prefixBytes } from './format.ts'

/**
 * Reads what `encodeModel` wrote. Nothing in it is executed; what it means is for `modelFromParts` to check.
 * @throws E_ML_MODEL_FILE for bytes that are damaged, of something else, or of a newer version
 */
export function decodeModel(file: Uint8Array): unknown {
  if (file.length < prefixBytes || new TextDecoder().decode(file.subarray(0, 8)) !== magic) {
    throw new MillraceError('E_ML_MODEL_FILE', 'This is not a model that Millrace wrote.')
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const version = view.getUint32(8, true)
  if (version > formatVersion) {
    throw new MillraceError(
      'E_ML_MODEL_FILE',
      `The model file has format version ${version}; this Millrace reads up to ${formatVersion}.`,
      { hint: 'Install a newer Millrace, or train the model again.' },
    )
  }
  const start = prefixBytes + view.getUint32(12, true)
  if (start > file.length) throw damaged('it ends within its header')
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(prefixBytes, start)))
  } catch {
    throw damaged('its header is no JSON')
  }
  return restore(header, file, start)
}

function restore(value: unknown, file: Uint8Array, start: number): unknown {
  if (Array.isArray(value)) return value.map((part) => restore(part, file, start))
  if (typeof value !== 'object' || value === null) return value
  if (Object.hasOwn(value, '$array')) return readArray((value as { $array: unknown }).$array, file, start)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restore(part, file, start)]))
}

function readArray(reference: unknown, file: Uint8Array, start: number): ArrayBufferView {
  const [name, offset, length] = Array.isArray(reference) ? reference : []
  if (typeof name !== 'string' || !Object.hasOwn(arrayTypes, name)) throw damaged('it has an array of an unknown type')
  const type = arrayTypes[name as ArrayType]
  const whole = [offset, length].every((number) => Number.isSafeInteger(number) && number >= 0)
  const end = start + offset + length * type.BYTES_PER_ELEMENT
  if (!whole || end > file.length) throw damaged('an array lies outside of it')
  // A copy: the arrays of a file need not lie where their type needs them. (A Buffer's own `slice` would not copy.)
  return new type(new Uint8Array(file.subarray(start + offset, end)).buffer)
}

function damaged(what: string): MillraceError {
  return new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: ${what}.`, {
    hint: 'Train the model again, or take the file from where it was stored.',
  })
}
