/**
 * The little of Protocol Buffers that writing a model needs. A message is a list of byte arrays, so that what is long is
 * copied once only. Source: "Encoding" in the documentation of Protocol Buffers.
 */
export type Message = Uint8Array[]

const wireVarint = 0
const wireBytes = 2
const wireFloat = 5

/** A whole number from 0 to 2^53. */
export function varintField(field: number, value: number): Message {
  return [Uint8Array.from([...varint(field * 8 + wireVarint), ...varint(value)])]
}

export function floatField(field: number, value: number): Message {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [Uint8Array.from(varint(field * 8 + wireFloat)), bytes]
}

export function textField(field: number, text: string): Message {
  return messageField(field, [new TextEncoder().encode(text)])
}

/** A message within a message, or bytes. */
export function messageField(field: number, message: Message): Message {
  return [Uint8Array.from([...varint(field * 8 + wireBytes), ...varint(lengthOf(message))]), ...message]
}

/** Singles, packed. */
export function floatsField(field: number, values: Float32Array): Message {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i]!, true)
  return messageField(field, [bytes])
}

/** Whole numbers from 0, packed. */
export function intsField(field: number, values: ArrayLike<number>): Message {
  // Five bytes hold 32 bits.
  const bytes = new Uint8Array(values.length * 5)
  let at = 0
  for (let i = 0; i < values.length; i++) {
    let rest = values[i]!
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128
    bytes[at++] = rest
  }
  return messageField(field, [bytes.subarray(0, at)])
}

/** One text a value, by number: repeated texts are not packed. */
export function textsField(field: number, texts: readonly string[], which: ArrayLike<number>): Message {
  const each = texts.map((text) => joinMessage(textField(field, text)))
  let length = 0
  for (let i = 0; i < which.length; i++) length += each[which[i]!]!.length
  const bytes = new Uint8Array(length)
  let at = 0
  for (let i = 0; i < which.length; i++) {
    bytes.set(each[which[i]!]!, at)
    at += each[which[i]!]!.length
  }
  return [bytes]
}

export function joinMessage(message: Message): Uint8Array {
  const bytes = new Uint8Array(lengthOf(message))
  let at = 0
  for (const part of message) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export function lengthOf(message: Message): number {
  return message.reduce((sum, part) => sum + part.length, 0)
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  bytes.push(rest)
  return bytes
}
