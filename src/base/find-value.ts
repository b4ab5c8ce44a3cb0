export type FoundValue =
  | { readonly found: true; readonly value: unknown }
  /** How far the path leads, and what is there instead. */
  | {
      readonly found: false
      readonly reached: readonly string[]
      /** The next key, which is not there. */
      readonly missing: string
      readonly known: readonly string[]
    }

/**
 * The value at a dotted path inside a JSON document. Items of a list go by their `label`, `name` or `id` where these tell
 * them apart, else by their place: `scores.forest.logLoss`. A key that has dots in it itself is found as it stands.
 */
export function findValue(value: unknown, path: readonly string[]): FoundValue {
  if (path.length === 0) return { found: true, value }
  const entries = entriesOf(value)
  let furthest: FoundValue = { found: false, reached: [], missing: path[0]!, known: [...entries.keys()] }
  for (let parts = 1; parts <= path.length; parts++) {
    const key = path.slice(0, parts).join('.')
    if (!entries.has(key)) continue
    const inner = findValue(entries.get(key), path.slice(parts))
    if (inner.found) return inner
    furthest = { ...inner, reached: [key, ...inner.reached] }
  }
  return furthest
}

function entriesOf(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map()
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const places = value.map((item, i): [string, unknown] => [String(i), item])
  return new Map([...places, ...itemLabels(value).map((label, i): [string, unknown] => [label, value[i]])])
}

/** What the items of a list go by: their labels where all have one and no two the same, else their places. */
export function itemLabels(items: readonly unknown[]): string[] {
  const labels = items.map((item, i) => labelOf(item) ?? String(i))
  return new Set(labels).size === labels.length ? labels : labels.map((_, i) => String(i))
}

function labelOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { label, name, id } = item as Record<string, unknown>
  return [label, name, id].find((each): each is string => typeof each === 'string')
}
