import { MillraceError } from '../../base/errors/millrace-error.ts'
import { daysFromCivil, parseIsoTime } from '../civil-date.ts'

export interface DateRules {
  /** Days since 1970 of a text in one of the formats. */
  date(text: string): number | undefined
  /** Microseconds since 1970 of a day with a time behind it, or of an ISO timestamp. */
  timestamp(text: string): bigint | undefined
}

export const defaultDateFormats: readonly string[] = ['yyyy-mm-dd', 'dd/mm/yyyy', 'dd/mm/yy']

type Part = 'yyyy' | 'yy' | 'mm' | 'dd'

/** `dd/mm/yy` → a pattern and the order of its parts. Between separators a day or month may have one digit. */
function compile(format: string): { pattern: RegExp; parts: Part[] } {
  const parts: Part[] = []
  const separated = /[^ymd]/.test(format)
  const pattern = format.replace(/yyyy|yy|mm|dd|[^ymd]/g, (token) => {
    if (token === 'yyyy' || token === 'yy' || token === 'mm' || token === 'dd') {
      parts.push(token)
      if (token === 'yyyy') return '(\\d{4})'
      return token === 'yy' || !separated ? '(\\d\\d)' : '(\\d\\d?)'
    }
    return token.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
  })
  const kinds = parts
    .map((part) => part[0])
    .sort()
    .join('')
  if (kinds !== 'dmy' || pattern.replace(/\(.*?\)/g, '').match(/[ymd]/)) {
    throw new MillraceError('E_TABLE_VALUE', `"${format}" is not a date format.`, {
      hint: 'Write it with yyyy or yy, mm and dd, such as dd/mm/yyyy or yyyymmdd.',
    })
  }
  return { pattern: new RegExp(`^${pattern}$`), parts }
}

/**
 * @param pivot two-digit years below it are 20yy, others 19yy
 * @throws E_TABLE_VALUE for a format without a day, a month or a year
 */
export function dateRules(formats: readonly string[], pivot: number): DateRules {
  const compiled = formats.map(compile)
  function date(text: string): number | undefined {
    for (const { pattern, parts } of compiled) {
      const found = pattern.exec(text)
      if (found === null) continue
      let [year, month, day] = [0, 0, 0]
      for (let k = 0; k < parts.length; k++) {
        const number = Number(found[k + 1])
        const part = parts[k]
        if (part === 'yyyy') year = number
        else if (part === 'yy') year = number + (number < pivot ? 2000 : 1900)
        else if (part === 'mm') month = number
        else day = number
      }
      const days = daysFromCivil(year, month, day)
      if (days !== undefined) return days
    }
    return undefined
  }
  function timestamp(text: string): bigint | undefined {
    const iso = parseIsoTime(text)
    if (iso !== undefined) return iso.micros
    const space = text.indexOf(' ')
    const days = date(space < 0 ? text : text.slice(0, space))
    if (days === undefined) return undefined
    const time = space < 0 ? parseIsoTime('1970-01-01') : parseIsoTime(`1970-01-01 ${text.slice(space + 1)}`)
    return time === undefined ? undefined : BigInt(days) * 86_400_000_000n + time.micros
  }
  return { date, timestamp }
}
