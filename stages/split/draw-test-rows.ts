import { createRandom, type Random } from 'millrace'

/** The items in a random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const [a, b] = [order[i] as T, order[j] as T]
    order[i] = b
    order[j] = a
  }
  return order
}

function byKey(keys: readonly string[]): number[][] {
  const rows = new Map<string, number[]>()
  keys.forEach((key, i) => {
    const known = rows.get(key)
    if (known === undefined) rows.set(key, [i])
    else known.push(i)
  })
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** `ceil(share · n)` rows of all. */
export function drawRows(n: number, share: number, seed: number): number[] {
  const rows = Array.from({ length: n }, (_, i) => i)
  return shuffled(rows, createRandom(seed)).slice(0, Math.ceil(share * n))
}

/** The share of each class, `ceil(share · n)` rows in all: what rounding leaves goes to the largest remainders. */
export function drawStratified(keys: readonly string[], share: number, seed: number): number[] {
  const random = createRandom(seed)
  const classes = byKey(keys).map((rows) => ({ rows, wanted: share * rows.length }))
  const left = Math.ceil(share * keys.length) - classes.reduce((sum, { wanted }) => sum + Math.floor(wanted), 0)
  const extra = new Set(
    [...classes].sort((a, b) => (b.wanted % 1) - (a.wanted % 1) || b.wanted - a.wanted).slice(0, Math.max(0, left)),
  )
  return classes.flatMap((part) =>
    shuffled(part.rows, random).slice(0, Math.floor(part.wanted) + (extra.has(part) ? 1 : 0)),
  )
}

/** Whole groups in a random order, as long as the rows do not exceed the share; at least one group. */
export function drawGroups(keys: readonly string[], share: number, seed: number): number[] {
  const wanted = Math.ceil(share * keys.length)
  const drawn: number[] = []
  for (const group of shuffled(byKey(keys), createRandom(seed))) {
    if (drawn.length > 0 && drawn.length + group.length > wanted) continue
    drawn.push(...group)
  }
  return drawn
}
