import { InvalidArgumentError } from 'commander'

const ages: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const sizes: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }

/** `30d` in milliseconds. */
export function parseAge(text: string): number {
  return parse(text, ages, 'It must be an age such as 12h, 30d or 8w.')
}

/** `2GB` in bytes. */
export function parseSize(text: string): number {
  return parse(text, sizes, 'It must be a size such as 500MB or 2GB.')
}

function parse(text: string, units: Readonly<Record<string, number>>, message: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? []
  const factor = units[(unit ?? '').toLowerCase()]
  if (amount === undefined || factor === undefined) throw new InvalidArgumentError(message)
  return Number(amount) * factor
}
