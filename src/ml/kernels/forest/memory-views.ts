/** A kernel's memory as its twin sees it: numbers and doubles, both found by byte offset / 4 or / 8. */
export interface MemoryViews {
  readonly words: Uint32Array
  readonly doubles: Float64Array
}

export function viewMemory(buffer: ArrayBufferLike): MemoryViews {
  return { words: new Uint32Array(buffer), doubles: new Float64Array(buffer) }
}
