/** With separators: `20,000`. */
export const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 row`, `20 rows` */
export const count = (n: number, noun: string) => `${number(n)} ${noun}${n === 1 ? '' : 's'}`

/** Enough digits that what lies above the limit does not read as the limit; never rounded up to 1. */
export function shown(value: number, limit: number): string {
  if (value === 1) return '1'
  for (let digits = 4; digits < 12; digits++) {
    const text = value.toFixed(digits)
    if (Number(text) > limit && Number(text) < 1) return text
  }
  return '1 up to rounding'
}

/** With a true minus sign. */
export const signed = (value: number, digits = 2) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`
