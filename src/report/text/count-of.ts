import { thousands } from './thousands.ts'

/** `1 row`, `1,520 rows`, `2 classes`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(count)} ${count === 1 ? noun : plural}`
}
