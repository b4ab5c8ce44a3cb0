import { thousands } from './thousands.ts'

/** A number with so many digits after the point, thousands separated, a real minus sign and never `−0.00`. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '—'
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.')
  const grouped = whole.length > 15 ? whole : thousands(Number(whole))
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text
}
