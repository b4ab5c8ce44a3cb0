import { describe, expect, it } from 'vitest'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { sumLeavesPlainly } from '../../../src/ml/trees/sum-leaves-plainly.ts'
import type { TreeEnsemble } from '../../../src/ml/trees/tree-ensemble.ts'
import { randomColumns, randomEnsemble } from './random-ensemble.ts'

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
