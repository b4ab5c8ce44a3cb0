import { createRandom, deriveSeed, type Random } from '../../base/random.ts'
import type { ForestRules } from './resolve-forest-options.ts'

/**
 * A seed for each tree, from one generator: the first trees of a larger forest are the same. (One `deriveSeed` a tree would
 * take longer than a small tree takes to grow.)
 */
export function seedsOfTrees(seed: number, trees: number): Uint32Array {
  const { integer } = createRandom(deriveSeed(seed, 'trees'))
  return Uint32Array.from({ length: trees }, () => integer(2 ** 32))
}

/**
 * How often each row is drawn in `maxSamples` draws with replacement. Drawn again where all drawn rows weigh 0, for then
 * there would be no tree, and where a row comes up more often than its key has room for (practically never).
 *
 * Source: Breiman, "Random Forests" (2001); scikit-learn, `sklearn/ensemble/_forest.py: _generate_sample_indices`.
 * O(rows + draws).
 * @param weights each row's own, or undefined where all are positive
 * @param times room for a number a row; it is overwritten
 */
export function drawTimes(
  random: Random,
  { maxSamples }: Pick<ForestRules, 'maxSamples'>,
  weights: Float64Array | undefined,
  mostTimes: number,
  times: Uint32Array,
): void {
  const { integer } = random
  const rows = times.length
  for (;;) {
    times.fill(0)
    let most = 0
    for (let draw = 0; draw < maxSamples; draw++) {
      const count = times[integer(rows)]!++ + 1
      if (count > most) most = count
    }
    if (most <= mostTimes && (weights === undefined || weights.some((weight, i) => weight > 0 && times[i]! > 0))) return
  }
}
