import { isDeepStrictEqual } from 'node:util'

/** The first place where two JSON values differ: `at models.forest.logLoss: 0.63 and 0.64`. */
export function firstJsonDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined
  if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = firstJsonDifference(a[key], b[key], path === '' ? key : `${path}.${key}`)
      if (found !== undefined) return found
    }
  }
  return `${path === '' ? '' : `at ${path}: `}${show(a)} and ${show(b)}`
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
