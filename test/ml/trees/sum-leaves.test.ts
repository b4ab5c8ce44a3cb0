import { afterAll, describe, expect, it, vi } from 'vitest'
import { endThreads, waitingThreads } from '../../../src/ml/trees/prediction-threads.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { sumLeavesPlainly } from '../../../src/ml/trees/sum-leaves-plainly.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { randomColumns, randomEnsemble } from './random-ensemble.ts'

afterAll(endThreads)

const rows = 1003
const columns = randomColumns(3, rows, 9)
const singles = columns.map((column) => Float32Array.from(column))

const kinds = [
  { name: 'shallow singles', trees: 30, splits: 5, singlePrecision: true },
  { name: 'deep singles', trees: 7, splits: 3000, singlePrecision: true },
  { name: 'doubles', trees: 20, splits: 300 },
  { name: 'classes', trees: 20, splits: 300, outputs: 3 },
  { name: 'groups of singles', trees: 31, splits: 12, groups: 3, singlePrecision: true },
  { name: 'groups of doubles', trees: 31, splits: 400, groups: 3 },
  { name: 'categories', trees: 30, splits: 100, categorical: true },
  { name: 'categories of singles', trees: 30, splits: 100, categorical: true, groups: 2, singlePrecision: true },
  { name: 'stumps and leaves', trees: 30, splits: 1, singlePrecision: true },
  { name: 'leaves alone', trees: 3, splits: 0 },
  { name: 'no trees', trees: 0, splits: 0, groups: 2, singlePrecision: true },
  { name: 'many features', trees: 60, splits: 200, features: 400, singlePrecision: true },
]

function expectSameBits(ensemble: TreeEnsemble, from: typeof columns | typeof singles, count: number, threads = 1) {
  const width = ensemble.treeGroup === undefined ? ensemble.outputs : 3
  const base = Float64Array.from({ length: width }, (_, k) => k / 3 - 0.1)
  const sums = sumLeaves(ensemble, from, count, base, { threads })
  const plain = sumLeavesPlainly(ensemble, from, count, base)
  expect(Buffer.from(sums.buffer).equals(Buffer.from(plain.buffer))).toBe(true)
}

describe.each(kinds)('sums of leaves: $name', ({ name: _, ...kind }) => {
  const features = kind.features ?? 9
  const wide = features === 9 ? columns : randomColumns(4, rows, features)
  it.each([1, 2, 3])('are those of the plain definition, ensemble %i', (seed) => {
    const ensemble = randomEnsemble({ features, seed, ...kind })
    expectSameBits(ensemble, wide, rows)
    expectSameBits(ensemble, features === 9 ? singles : wide.map((column) => Float32Array.from(column)), rows)
  })
})

describe('a large batch', () => {
  const many = randomColumns(5, 60_001, 4)
  const boosted = randomEnsemble({ seed: 5, trees: 250, splits: 40, features: 4, singlePrecision: true })
  const forest = randomEnsemble({ seed: 6, trees: 100, splits: 1000, features: 4, outputs: 2 })

  it.each([
    ['boosting', boosted],
    ['a forest', forest],
  ])('has the same sums in any number of threads, over and over: %s', (_, ensemble) => {
    const base = new Float64Array(ensemble.outputs)
    const alone = sumLeaves(ensemble, many, 60_001, base)
    for (const threads of [2, 3, 4, 2, 3]) {
      const shared = sumLeaves(ensemble, many, 60_001, base, { threads })
      expect(Buffer.from(shared.buffer).equals(Buffer.from(alone.buffer))).toBe(true)
    }
    expect(waitingThreads()).toBe(3)
    endThreads()
    expect(sumLeaves(ensemble, many, 60_001, base, { threads: 2 })).toEqual(alone)
    // More rows at once than are loaded at a time, and another number of sums from another base.
    const plain = sumLeavesPlainly(ensemble, many, 100, Float64Array.of(1, 2, 3))
    expect(sumLeaves(ensemble, many, 60_001, Float64Array.of(1, 2, 3), { threads: 2 }).subarray(0, 300)).toEqual(plain)
  })

  it('of more rows than are loaded at a time is summed in parts', () => {
    const wide = randomEnsemble({ seed: 7, trees: 3, splits: 500, features: 300, singlePrecision: true })
    const columns = randomColumns(8, 16_000, 300)
    const base = new Float64Array(1)
    expect(sumLeaves(wide, columns, 16_000, base)).toEqual(sumLeavesPlainly(wide, columns, 16_000, base))
  })
})

describe('what kernels cannot hold is summed plainly', () => {
  it('a threshold of -Infinity, below which only missing values are', () => {
    const stump = randomEnsemble({ seed: 9, trees: 3, splits: 1, features: 1 })
    const node = stump.feature.indexOf(0)
    stump.threshold[node] = Number.NEGATIVE_INFINITY
    stump.missingLeft[node] = 1
    const column = Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY, 1)
    const base = new Float64Array(1)
    expect(sumLeaves(stump, [column], 3, base)).toEqual(sumLeavesPlainly(stump, [column], 3, base))
  })

  it('everything, when kernels are off', async () => {
    vi.stubEnv('MILLRACE_KERNELS', 'off')
    vi.resetModules()
    const { sumLeaves: plainly } = await import('../../../src/ml/trees/sum-leaves.ts')
    const ensemble = randomEnsemble({ seed: 1, trees: 5, splits: 9, features: 9, singlePrecision: true })
    expect(plainly(ensemble, columns, rows, Float64Array.of(0.5), { threads: 2 })).toEqual(
      sumLeaves(ensemble, columns, rows, Float64Array.of(0.5)),
    )
    vi.unstubAllEnvs()
  })
})
