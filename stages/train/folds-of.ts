import { createRandom, deriveSeed, type Labels } from 'millrace'

/**
 * Rows dealt out to folds at random, each class evenly: what is left out in turn by stacking and by target encoding.
 * @returns for each fold the rows to fit on and the rows to predict
 */
export function foldsOf(
  target: Labels | Float64Array,
  count: number,
  seed: number,
): { train: Int32Array; test: Int32Array }[] {
  const rows = target instanceof Float64Array ? target.length : target.codes.length
  const random = createRandom(deriveSeed(seed, 'folds'))
  const order = Int32Array.from({ length: rows }, (_, i) => i)
  for (let i = rows - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
  // A stable sort: within a class the drawn order stays.
  if (!(target instanceof Float64Array)) order.sort((a, b) => (target.codes[a] as number) - (target.codes[b] as number))
  const foldOf = new Int32Array(rows)
  for (const [place, row] of order.entries()) foldOf[row] = place % count
  return Array.from({ length: Math.min(count, rows) }, (_, fold) => ({
    train: Int32Array.from(foldOf.keys()).filter((row) => foldOf[row] !== fold),
    test: Int32Array.from(foldOf.keys()).filter((row) => foldOf[row] === fold),
  }))
}
