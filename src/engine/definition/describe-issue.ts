import type { z } from 'zod'

/** What is wrong with a value, after its name: `is missing`, or `is -7: too small: expected number to be >=0`. */
export function describeIssue({ path, message }: z.core.$ZodIssue, document: unknown): string {
  const value = path.reduce<unknown>(
    (inside, part) => (inside as Record<PropertyKey, unknown> | null)?.[part],
    document,
  )
  if (value === undefined) return 'is missing'
  const what = message.replace(/^Invalid (input|option): /, '')
  const seen =
    typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'a map') : JSON.stringify(value)
  return `is ${seen}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`
}
