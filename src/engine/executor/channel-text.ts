/** Marks an object of the text as something that JSON does not have; an object with this field of its own is wrapped too. */
const mark = '$millrace'

/**
 * A message as text, for runners whose channel carries JSON only (Deno's other encoding is newer than Node reads). What JSON
 * would lose or change comes through: undefined, NaN, infinities, -0, big integers, dates, bytes.
 */
export function toChannelText(message: unknown): string {
  return JSON.stringify(wrap(message))
}

function wrap(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined':
      return { [mark]: 'undefined' }
    case 'bigint':
      return { [mark]: 'bigint', text: String(value) }
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { [mark]: 'number', text: Object.is(value, -0) ? '-0' : String(value) }
    case 'object':
      break
    default:
      return value
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(wrap)
  if (value instanceof Date) return { [mark]: 'date', text: value.getTime() }
  if (value instanceof Uint8Array) return { [mark]: 'bytes', text: Buffer.from(value).toString('base64') }
  const entries = Object.entries(value).map(([key, item]) => [key, wrap(item)] as const)
  return mark in value ? { [mark]: 'object', entries } : Object.fromEntries(entries)
}

/** The message that a text was made of. */
export function fromChannelText(text: string): unknown {
  return unwrap(JSON.parse(text))
}

function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unwrap)
  const { text, entries } = value as { readonly text?: string; readonly entries?: [string, unknown][] }
  switch ((value as Record<string, unknown>)[mark]) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]))
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(text!)
    case 'number':
      return Number(text)
    case 'date':
      return new Date(Number(text))
    case 'bytes':
      return new Uint8Array(Buffer.from(text!, 'base64'))
    default:
      return Object.fromEntries(entries!.map(([key, item]) => [key, unwrap(item)]))
  }
}
