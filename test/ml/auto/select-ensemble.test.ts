import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/base/random.ts'
import { evidenceLosses } from '../../../src/ml/auto/row-evidence.ts'
import { selectEnsemble } from '../../../src/ml/index.ts'
import { failure, labelsOf } from '../tables.ts'

const two = labelsOf(['no', 'yes', 'yes', 'no'])
const sum = (weights: Float64Array) => weights.reduce((total, weight) => total + weight, 0)

/** The mean log loss of a weighted mean of evidence. */
function lossOf(evidence: readonly Float64Array[], weights: readonly number[]): number {
  const mixed = evidence[0]!.map((_, i) => evidence.reduce((total, one, e) => total + weights[e]! * one[i]!, 0))
  const losses = evidenceLosses(mixed, labelsOf(Array.from(mixed, (_, i) => (i % 2 ? 'a' : 'b'))))
  return losses.reduce((total, loss) => total + loss, 0)
}

describe('selectEnsemble', () => {
  it('mixes models that are right where the other is wrong, in equal parts', () => {
    expect([
      ...selectEnsemble([Float64Array.of(0.9, 0.9, 0.1, 0.1), Float64Array.of(0.1, 0.1, 0.9, 0.9)], two),
    ]).toEqual([0.5, 0.5])
  })

  it('leaves out what only makes the mean worse, and takes the first of equals', () => {
    const good = Float64Array.of(0.8, 0.7, 0.8, 0.9)
    expect([...selectEnsemble([good.map((p) => p / 2), good, good.slice()], two)]).toEqual([0, 1, 0])
  })

  it('comes close to the best weights there are, with weights from 0 that sum to 1', () => {
    const random = createRandom(5)
    const evidence = [0, 1, 2].map(() => Float64Array.from({ length: 301 }, () => 0.05 + 0.9 * random.next()))
    const target = labelsOf(Array.from({ length: 301 }, (_, i) => (i % 2 ? 'a' : 'b')))
    const weights = selectEnsemble(evidence, target)
    expect(sum(weights)).toBeCloseTo(1, 12)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    let best = Number.POSITIVE_INFINITY
    for (let a = 0; a <= 1; a += 0.02) {
      for (let b = 0; a + b <= 1; b += 0.02) best = Math.min(best, lossOf(evidence, [a, b, 1 - a - b]))
    }
    expect(lossOf(evidence, [...weights])).toBeLessThan(best * 1.001)
  })

  it('of numbers, takes what makes the squared error least', () => {
    const values = Float64Array.of(1, 2, 3, 4)
    const [low, high] = [values.map((value) => value - 1), values.map((value) => value + 3)]
    // One part of the second to three of the first is right in every row.
    expect([...selectEnsemble([low, high], values)]).toEqual([0.75, 0.25])
  })

  it('listens to rows by their weight', () => {
    const evidence = [Float64Array.of(0.9, 0.9, 0.1, 0.1), Float64Array.of(0.1, 0.1, 0.9, 0.9)]
    const [first] = selectEnsemble(evidence, two, { sampleWeight: Float64Array.of(3, 3, 1, 1) })
    expect(first).toBeGreaterThan(0.7)
    expect([...selectEnsemble(evidence, two, { sampleWeight: Float64Array.of(1, 1, 0, 0) })]).toEqual([1, 0])
  })

  it('refuses no models and no rows', async () => {
    expect(await failure(() => selectEnsemble([], two))).toBe('E_ML_EMPTY')
    expect(await failure(() => selectEnsemble([new Float64Array(0)], new Float64Array(0)))).toBe('E_ML_EMPTY')
  })
})
