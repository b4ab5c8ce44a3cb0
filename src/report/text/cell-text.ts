/** A value from data as it stands in a table: whole numbers as they are (years keep no comma), others to six digits. */
export function cellText(value: string | number | boolean | null): string {
  if (value === null) return '—'
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return '—'
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
  return text.replace(/^-/, '−')
}
