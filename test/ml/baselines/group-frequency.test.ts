import { expect, it } from 'vitest'
import { GroupFrequency } from '../../../src/ml/index.ts'
import { classifierFrom, codeOf, labelsOf, matrixOf } from '../tables.ts'

const features = matrixOf([1, 1, 0, 0, Number.NaN], 1, ['home'])
const labels = labelsOf(['won', 'won', 'won', 'lost', 'lost'])

it('gives the class frequencies of the rows with the same value, and the overall ones for a new value', () => {
  const model = GroupFrequency.fit(features, labels, { group: 'home' })
  const rows = matrixOf([7, 0, 7, 1, 7, Number.NaN, 7, 2], 2, ['other', 'home'])
  expect(Array.from(model.predictProbability(rows).data)).toEqual([0.5, 0.5, 0, 1, 1, 0, 0.4, 0.6])
  const read = classifierFrom(model)
  expect(read.predictProbability(rows)).toEqual(model.predictProbability(rows))
})

it('names a column that is not there', () => {
  expect(codeOf(() => GroupFrequency.fit(features, labels, { group: 'hom' }))).toBe('E_ML_FEATURES')
})
