/**
 * JSON with one spelling for one value: keys sorted by code unit, no white space, `-0` as `0`. Digests are taken of
 * this text, never of joined strings, so that `("ab","c")` and `("a","bc")` cannot meet (RFC 8785's idea).
 *
 * What has a `toJSON`, such as a Date, is written as that says.
 *
 * @throws TypeError for NaN, infinities, functions, symbols, bigint, maps, sets and typed arrays: a key must not depend on
 * how they are guessed.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') {
    // Some packages give them a toJSON: a key must not depend on what is loaded.
    if (value instanceof Set || value instanceof Map) throw new TypeError(`JSON has no ${value.constructor.name}`)
    if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON())
    const tag = Object.prototype.toString.call(value)
    if (tag !== '[object Object]') throw new TypeError(`JSON has no ${tag.slice(8, -1)}`)
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
  }
  throw new TypeError(`JSON has no ${typeof value}`)
}
