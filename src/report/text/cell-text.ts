/**
 * A value from data as it stands in a table: whole numbers as they are (years keep no comma), others with the digits
 * of their column; a number that would be rounded to nothing keeps three significant digits.
 */
export function cellText(value: string | number | boolean | null, digits?: number): string {
  if (value === null) return '—'
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return '—'
  return inDigits(value, digits).replace(/^-/, '−').replace('e-', 'e−')
}

function inDigits(value: number, digits: number | undefined): string {
  if (digits === undefined) return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))
  if (Number.isInteger(value) && digits === 0) return String(value)
  if (Math.abs(value) >= 1e15) return String(value)
  const text = value.toFixed(digits)
  return value !== 0 && Number(text) === 0 ? String(Number(value.toPrecision(3))) : text
}
