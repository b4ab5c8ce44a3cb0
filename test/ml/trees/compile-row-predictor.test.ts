import { describe, expect, it } from 'vitest'
import { compileRowPredictor } from '../../../src/ml/trees/compile-row-predictor.ts'
import { sumLeavesPlainly } from '../../../src/ml/trees/sum-leaves-plainly.ts'
import { randomColumns, randomEnsemble } from './random-ensemble.ts'

const rows = 200
const columns = randomColumns(3, rows, 9)

describe.each([
  { name: 'boosting', trees: 45, splits: 8, singlePrecision: true, width: 1 },
  { name: 'boosting of classes', trees: 45, splits: 8, groups: 3, singlePrecision: true, width: 3 },
  { name: 'deep boosting', trees: 5, splits: 900, singlePrecision: true, width: 1 },
  { name: 'categories', trees: 20, splits: 20, categorical: true, singlePrecision: true, width: 1 },
  { name: 'a forest', trees: 10, splits: 300, outputs: 2, width: 2 },
  { name: 'nothing', trees: 0, splits: 0, singlePrecision: true, width: 1 },
])('one row at a time: $name', ({ name: _, width, ...kind }) => {
  it.each([1, 2, 3, 4])('gives the same bits as all rows together, ensemble %i', (seed) => {
    const ensemble = randomEnsemble({ features: 9, seed, ...kind })
    const base = Float64Array.from({ length: width }, (_, k) => k / 3 - 0.1)
    const expected = sumLeavesPlainly(ensemble, columns, rows, base)
    const predictor = compileRowPredictor(ensemble, base)
    const other = compileRowPredictor(ensemble, base)
    const sums = new Float64Array(width)
    for (let i = 0; i < rows; i++) {
      const values = Float64Array.from(columns, (column) => column[i]!)
      other.predictRow(
        values.map((value) => -value),
        sums,
      )
      predictor.predictRow(values, sums)
      expect(sums).toEqual(expected.subarray(i * width, (i + 1) * width))
    }
  })
})
