const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days since 1970-01-01 of a day of the Gregorian calendar, or undefined when there is no such day. */
export function daysFromCivil(year: number, month: number, day: number): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth[month - 1]!)) return undefined
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that leap days come last.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:?\d\d)?)?$/

export interface IsoTime {
  /** Microseconds since 1970, UTC. */
  readonly micros: bigint
  /** Only a day was written. */
  readonly dateOnly: boolean
}

/** Reads `2013-08-17` and `2013-08-17T20:00:00.000Z` (also with a space, without seconds, with an offset). */
export function parseIsoTime(text: string): IsoTime | undefined {
  const found = iso.exec(text)
  if (found === null) return undefined
  const days = daysFromCivil(Number(found[1]), Number(found[2]), Number(found[3]))
  if (days === undefined) return undefined
  if (found[4] === undefined) return { micros: BigInt(days) * 86_400_000_000n, dateOnly: true }
  const [hours, minutes, seconds] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const zone = found[8]
  let offset = 0
  if (zone !== undefined && zone !== 'Z') {
    offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
    if (zone.startsWith('-')) offset = -offset
  }
  const wholeSeconds = days * 86_400 + hours * 3600 + (minutes - offset) * 60 + seconds
  return { micros: BigInt(wholeSeconds) * 1_000_000n + BigInt((found[7] ?? '').padEnd(6, '0')), dateOnly: false }
}
