/** Digits after the point at which a column of numbers is read best; nothing for a column without numbers. */
export function columnDigits(values: readonly (string | number | boolean | null)[]): number | undefined {
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (numbers.length === 0) return undefined
  const needed = Math.max(...numbers.map((value) => (String(value).split(/[.e]/)[1] ?? '').length))
  if (numbers.every(Number.isInteger)) return 0
  const largest = Math.max(...numbers.map(Math.abs))
  const room = largest >= 1000 ? 1 : largest >= 100 ? 2 : largest >= 1 ? 3 : 4
  return Math.min(needed, room)
}
