import type { Freshness } from '../freshness.ts'

/** `stale: reason; reason` as the first line of a text; nothing where it is not stale. */
export function staleText({ stale, reasons }: Pick<Freshness, 'stale' | 'reasons'>): string {
  return stale ? `◐ stale${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}\n` : ''
}

/** The reasons of something stale, for a block of HTML. */
export function staleReasons({ stale, reasons }: Pick<Freshness, 'stale' | 'reasons'>): readonly string[] | undefined {
  return stale ? reasons : undefined
}
