import { canonicalJson } from '../../base/canonical-json.ts'

/** A parameter as a shell variable holds it: text as it is, nothing for null, maps and lists as JSON. */
export function paramText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null ? '' : canonicalJson(value)
}
