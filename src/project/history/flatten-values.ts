/** The leaves of a value by dotted path; lists and empty objects are leaves. */
export function flattenValues(value: unknown, path = ''): Map<string, unknown> {
  const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  if (!isBranch) return new Map([[path, value]])
  return new Map(
    Object.entries(value).flatMap(([key, item]) => [...flattenValues(item, path === '' ? key : `${path}.${key}`)]),
  )
}
