const byteUnits: Record<string, number> = { mb: 1e6, gb: 1e9, mib: 2 ** 20, gib: 2 ** 30 }
const timeUnits: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `512MB` → 512000000. The schema has already refused everything else. */
export function parseBytes(text: string | number): number {
  if (typeof text === 'number') return text
  const [, amount, unit] = /^([\d.]+)\s*(\w+)$/.exec(text) ?? []
  return Math.round(Number(amount) * byteUnits[(unit ?? '').toLowerCase()]!)
}

/** `90s` → 90000; a bare number is seconds. */
export function parseMilliseconds(text: string | number): number {
  if (typeof text === 'number') return text * 1000
  const [, amount, unit] = /^([\d.]+)\s*(\w+)$/.exec(text) ?? []
  return Number(amount) * timeUnits[unit ?? '']!
}
