/** Writes the numbers from `begin` to before `end`, each at its own place in `order`: rows before a tree parts them. O(rows). */
export function countUp(buffer: ArrayBufferLike) {
  const rows = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  return (order: number, begin: number, end: number): void => {
    for (let i = begin; i < end; i++) rows[(order >>> 2) + i] = i
  }
}
