import type { AutoBoard } from 'millrace/ml'

/** How the score of a leaderboard is called. */
export function scoreWords(
  { objective }: AutoBoard,
  target: string,
): { readonly metric: string; readonly unit: string } {
  if (objective === 'logLoss') return { metric: 'log loss', unit: 'nats' }
  return { metric: 'root mean squared error', unit: `unit of ${target}` }
}

/** How the baseline is called. */
export function baselineWords({ objective }: AutoBoard): string {
  return objective === 'logLoss' ? 'always guessing the class frequencies' : 'always guessing the mean'
}

/** Parameters in a line, numbers in four digits. */
export function paramWords(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : String(value)}`)
    .join(', ')
}

/** How many candidates make the model, the baseline not counted, which may have a small share too. */
export function madeOf({ candidates, refused }: AutoBoard): string {
  const members = candidates.filter(({ weight }) => weight > 0).length
  const count = candidates.length + refused.length
  const all = `${count} candidate${count === 1 ? '' : 's'}`
  if (members === 0) return `none of ${all}, but the baseline`
  return count === 1 ? 'the only candidate' : `${members} of ${all}`
}
