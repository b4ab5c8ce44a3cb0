import { InvalidArgumentError } from 'commander'

/** A whole number from 0: how many of something. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.')
  return Number(text)
}
