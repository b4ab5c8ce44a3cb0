import { expect, it } from 'vitest'
import { MedianImputer } from '../../../src/ml/index.ts'
import { codeOf, matrixOf, rereadParts } from '../tables.ts'

const none = Number.NaN
const features = matrixOf([1, 5, none, 10, none, none, 2, 7, none, 100, 6, none], 3, ['a', 'b', 'c'])

it('fills missing values with the median of the known ones, and reports columns without any', () => {
  const imputer = MedianImputer.fit(features)
  expect(Array.from(imputer.medians)).toEqual([6, 6, 0])
  expect(imputer.unseen).toEqual(['c'])
  const filled = imputer.transform(matrixOf([none, 3, none, 4, none, 9], 3, ['c', 'b', 'a']))
  expect(filled.names).toEqual(['a', 'b', 'c'])
  expect(Array.from(filled.data)).toEqual([6, 9, 3, 6, 0, 4])
})

it('leaves its input as it was', () => {
  const before = features.data.slice()
  MedianImputer.fit(features).transform(features)
  expect(features.data).toEqual(before)
})

it('comes back from JSON', () => {
  const imputer = MedianImputer.fit(features)
  expect(MedianImputer.fromParts(rereadParts(imputer))).toEqual(imputer)
  expect(codeOf(() => MedianImputer.fromParts({ learner: 'median-imputer', version: 1 }))).toBe('E_ML_MODEL_FILE')
})

it('refuses infinite values and missing columns', () => {
  expect(codeOf(() => MedianImputer.fit(matrixOf([1, 1 / 0], 1)))).toBe('E_ML_NOT_FINITE')
  const imputer = MedianImputer.fit(features)
  expect(codeOf(() => imputer.transform(matrixOf([1, 2], 2, ['a', 'b'])))).toBe('E_ML_FEATURES')
  expect(codeOf(() => imputer.transform(matrixOf([1, -1 / 0, 2], 3, ['a', 'b', 'c'])))).toBe('E_ML_NOT_FINITE')
})
