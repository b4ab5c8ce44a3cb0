import { expect, it } from 'vitest'
import { ClassFrequency } from '../../../src/ml/index.ts'
import { classifierFrom, codeOf, labelsOf, matrixOf } from '../tables.ts'

const features = matrixOf([1, 2, 3, 4], 1)

it('gives every row the class frequencies of training, needing no feature', () => {
  const model = ClassFrequency.fit(features, labelsOf(['won', 'won', 'lost', 'won'], ['lost', 'draw', 'won']))
  const rows = { rows: 2, columns: 0, names: [], data: new Float64Array() }
  expect(Array.from(model.predictProbability(rows).data)).toEqual([0.25, 0, 0.75, 0.25, 0, 0.75])
  expect(classifierFrom(model).predictProbability(rows)).toEqual(model.predictProbability(rows))
  expect(codeOf(() => model.predictProbability({ ...rows, rows: 0 }))).toBe('E_ML_EMPTY')
})

it('refuses other numbers of labels than rows', () => {
  expect(codeOf(() => ClassFrequency.fit(features, labelsOf(['a'])))).toBe('E_ML_SHAPE')
})
