/** The buffers of the typed arrays in a result, which then move to the caller instead of being copied. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  function look(at: unknown): void {
    if (typeof at !== 'object' || at === null) return
    if (ArrayBuffer.isView(at)) {
      if (at.buffer instanceof ArrayBuffer) found.add(at.buffer)
      return
    }
    for (const part of Array.isArray(at) ? at : Object.values(at)) look(part)
  }
  look(value)
  return [...found]
}
