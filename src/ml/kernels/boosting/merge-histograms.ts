/** Adds one histogram to another: what two threads counted. Places and `bytes` are multiples of 16. O(bytes). */
export function addTo(buffer: ArrayBufferLike) {
  const doubles = new Float64Array(buffer, 0, buffer.byteLength >> 3)
  return (to: number, from: number, bytes: number): void => {
    for (let i = 0; i < bytes / 8; i++) doubles[to / 8 + i]! += doubles[from / 8 + i]!
  }
}

/** Takes one histogram off another: a node's less that of one child is that of the other child. O(bytes). */
export function subtractFrom(buffer: ArrayBufferLike) {
  const doubles = new Float64Array(buffer, 0, buffer.byteLength >> 3)
  return (to: number, from: number, bytes: number): void => {
    for (let i = 0; i < bytes / 8; i++) doubles[to / 8 + i]! -= doubles[from / 8 + i]!
  }
}

/** Sets all to 0. */
export function clear(buffer: ArrayBufferLike) {
  const bytes = new Uint8Array(buffer)
  return (to: number, count: number): void => {
    bytes.fill(0, to, to + count)
  }
}
