/** Fields that name a thing, in the order in which they are looked for. */
const naming = ['name', 'id', 'key'] as const

/**
 * What an item of a list is called as a part: its own text, or its `name`, `id` or `key`; else its number, from 1, with as
 * many digits as the longest.
 */
export function partLabel(value: unknown, index: number, count: number): string {
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'object' && value !== null) {
    for (const field of naming) {
      const name = (value as Record<string, unknown>)[field]
      if ((typeof name === 'string' && name !== '') || typeof name === 'number') return String(name)
    }
  }
  return String(index + 1).padStart(String(count).length, '0')
}
