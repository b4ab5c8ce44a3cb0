import { expect, it } from 'vitest'
import { fuzzOnce, fuzzTargets } from './fuzz-models.ts'

/** Some of each kind; `npm run fuzz:models` tries more than ten thousand. */
const each = 12

it('every damaged model file is refused with a code, or is a model that predicts', async () => {
  const counts = { refused: 0, predicts: 0, failed: 0 }
  for (const target of await fuzzTargets()) {
    for (let seed = 0; seed < each; seed++) {
      const outcome = fuzzOnce(target, seed)
      if (outcome.kind === 'failed') throw new Error(`${outcome.name}, seed ${seed}`, { cause: outcome.error })
      counts[outcome.kind]++
    }
  }
  // Both happen, or the damage is not what it should be.
  expect(counts.refused).toBeGreaterThan(200)
  expect(counts.predicts).toBeGreaterThan(50)
})
