import type { Random } from '../../../src/base/random.ts'

/** Values that readers trip over. */
const hostile: readonly unknown[] = [
  null,
  true,
  '',
  'NaN',
  '__proto__',
  [],
  {},
  [[[[]]]],
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  -0,
  0.5,
  1e9,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  1e308,
  5e-324,
]

type Path = { readonly holder: Record<string, unknown> | unknown[] | NumberArray; readonly key: string | number }
type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Every place of a document that holds something: of long arrays some places. */
function placesOf(document: unknown, random: Random): Path[] {
  const places: Path[] = []
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const isNumbers = ArrayBuffer.isView(value)
    const holder = value as Record<string, unknown>
    const length = Array.isArray(value) || isNumbers ? (value as unknown as NumberArray).length : -1
    const keys = length > 8 ? Array.from({ length: 8 }, () => random.integer(length)) : Object.keys(value)
    for (const key of keys) {
      places.push({ holder, key })
      if (!isNumbers) look(holder[key])
    }
  }
  look(document)
  return places
}

/** A copy of a document with one to three things wrong in it; typed arrays may be in it. */
export function damageDocument(document: unknown, random: Random): unknown {
  const damaged = structuredClone(document)
  for (let left = 1 + random.integer(3); left > 0; left--) {
    const places = placesOf(damaged, random)
    if (places.length === 0) break
    const { holder, key } = places[random.integer(places.length)]!
    const record = holder as Record<string | number, unknown>
    const other = places[random.integer(places.length)]!
    const value = record[key]
    const kind = random.integer(6)
    if (kind === 0) record[key] = hostile[random.integer(hostile.length)]
    else if (kind === 1) {
      record[key] = structuredClone((other.holder as Record<string | number, unknown>)[other.key])
    } else if (kind === 2 && !ArrayBuffer.isView(holder)) {
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete record[key]
    } else if (kind === 3 && ArrayBuffer.isView(value)) {
      record[key] = (value as Float64Array).slice(0, random.integer((value as Float64Array).length + 1))
    } else if (kind === 3 && Array.isArray(value)) value.push(...value.slice(0, 3))
    else if (typeof value === 'number') record[key] = value + random.integer(5) - 2
    else if (typeof value === 'string') record[key] = `${value}${random.integer(10)}`
    else record[key] = hostile[random.integer(hostile.length)]
  }
  return damaged
}

/** A copy of bytes with flipped bits, or cut, or with a part twice, swapped or overwritten. */
export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const kind = random.integer(5)
  const at = random.integer(bytes.length)
  const length = 1 + random.integer(Math.min(40, bytes.length - at))
  if (kind === 0) return bytes.slice(0, at)
  if (kind === 1) return joined([bytes.subarray(0, at + length), bytes.subarray(at)])
  if (kind === 2) return joined([bytes.subarray(0, at), bytes.subarray(at + length)])
  const damaged = bytes.slice()
  if (kind === 3) {
    for (let left = 1 + random.integer(8); left > 0; left--) {
      damaged[random.integer(bytes.length)]! ^= 1 << random.integer(8)
    }
    return damaged
  }
  const to = random.integer(bytes.length - length + 1)
  damaged.copyWithin(to, at, at + length)
  return damaged
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}
