/** Shorter values are words and numbers: taking them out would make a log unreadable and hide nothing. */
const shortest = 6

/**
 * Text, or any JSON value with text in it, in which no given value stands any more: each is replaced by its name, as
 * `$API_TOKEN`. For what a stage prints and throws, since a stage is told values that nobody else may see. Only
 * the value itself is found, not a part or another spelling of it; values of fewer than 6 characters stay.
 *
 * @param values by name, as the environment has them
 */
export function maskValues<Value>(value: Value, values: ReadonlyMap<string, string>): Value {
  // The longest first: one may hold another.
  const known = [...values].filter(([, text]) => text.length >= shortest).sort(([, a], [, b]) => b.length - a.length)
  if (known.length === 0) return value
  const mask = (node: unknown): unknown => {
    if (typeof node === 'string') {
      return known.reduce((text, [name, hidden]) => text.replaceAll(hidden, () => `$${name}`), node)
    }
    if (Array.isArray(node)) return node.map(mask)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, mask(item)]))
  }
  return mask(value) as Value
}
