import type { LoadableType } from '../typed-column.ts'
import type { DateRules } from './date-formats.ts'

const [whole, real, truth, day, time] = [1, 2, 4, 8, 16]
const integerForm = /^[+-]?\d+$/
const realForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const maxBigint = 9_223_372_036_854_775_807n

/** A number with leading zeros and no sign is a code (`007`, a postcode): as a number it would lose them. */
const isCode = (text: string) =>
  text.length > 1 && text.charCodeAt(0) === 48 && text.charCodeAt(1) >= 48 && text.charCodeAt(1) <= 57

export function isInteger(text: string): boolean {
  if (!integerForm.test(text)) return false
  if (text.length < 19) return true
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value <= maxBigint && value >= -maxBigint - 1n
}

export const isReal = (text: string): boolean => realForm.test(text)

/** Which types one value may have, as bits. */
function possible(text: string, dates: DateRules): number {
  let types = 0
  if (realForm.test(text) && !isCode(text)) types = isInteger(text) ? whole | real : real
  else if (/^(?:true|false)$/i.test(text)) return truth
  if (dates.date(text) !== undefined) types |= day | time
  else if (types === 0 && dates.timestamp(text) !== undefined) types |= time
  return types
}

/**
 * The narrowest type that every value has: BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, else VARCHAR. All rows count, in
 * any order. Integers too large for BIGINT are VARCHAR (they are identifiers) unless the column also holds fractions.
 * @param datesFirst a date format such as yyyymmdd was asked for, and wins over BIGINT
 */
export function inferType(values: readonly (string | null)[], dates: DateRules, datesFirst = false): LoadableType {
  let types = whole | real | truth | day | time
  let seen = false
  let huge = false
  let fractions = false
  for (const value of values) {
    if (value === null) continue
    seen = true
    const may = possible(value, dates)
    types &= may
    if (types === 0) return 'VARCHAR'
    if (may === real) {
      if (integerForm.test(value)) huge = true
      else fractions = true
    }
  }
  if (!seen) return 'VARCHAR'
  if (datesFirst && types & day) return 'DATE'
  if (types & whole) return 'BIGINT'
  if (types & real) return huge && !fractions ? 'VARCHAR' : 'DOUBLE'
  if (types & truth) return 'BOOLEAN'
  return types & day ? 'DATE' : 'TIMESTAMP'
}
