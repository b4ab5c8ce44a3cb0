/**
 * The same data with its typed arrays in memory that threads share: a thread that is given it sees them where they are, and has
 * no copy of its own. What is an array twice is copied once. O(bytes).
 *
 * @example shareArrays({ rows: 2, data: Float64Array.of(1, 2) }).data.buffer // a SharedArrayBuffer
 */
export function shareArrays<Value>(value: Value): Value {
  const known = new Map<object, object>()
  return share(value) as Value

  function share(given: unknown): unknown {
    if (typeof given !== 'object' || given === null) return given
    const before = known.get(given)
    if (before !== undefined) return before
    const shared = copyOf(given)
    known.set(given, shared)
    return shared
  }

  function copyOf(given: object): object {
    if (ArrayBuffer.isView(given)) return given instanceof DataView ? given : shareArray(given as Uint8Array)
    if (Array.isArray(given)) return given.map(share)
    if (Object.getPrototypeOf(given) !== Object.prototype) return given
    return Object.fromEntries(Object.entries(given).map(([name, inner]) => [name, share(inner)]))
  }
}

function shareArray(array: Uint8Array): ArrayBufferView {
  if (array.buffer instanceof SharedArrayBuffer) return array
  const Type = array.constructor as new (buffer: SharedArrayBuffer) => Uint8Array
  const shared = new Type(new SharedArrayBuffer(array.byteLength))
  shared.set(array)
  return shared
}
