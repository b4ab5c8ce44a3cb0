import { fixed } from './fixed.ts'

/** `812 B`, `48 kB`, `1.4 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${fixed(value, value < 9.95 ? 1 : 0)} ${units[unit]}`
}
