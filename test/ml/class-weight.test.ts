import { expect, it } from 'vitest'
import { classWeights, rowWeights } from '../../src/ml/class-weight.ts'
import { codeOf, labelsOf } from './tables.ts'

it('gives every class the same total weight when balanced, leaving out classes without rows', () => {
  expect(Array.from(classWeights(['a', 'b'], [1, 3], 'balanced'))).toEqual([2, 2 / 3])
  expect(Array.from(classWeights(['a', 'b', 'c'], [1, 0, 3], 'balanced'))).toEqual([2, 1, 2 / 3])
})

it('multiplies class weights and sample weights', () => {
  const labels = labelsOf(['a', 'b', 'b'])
  expect(Array.from(rowWeights(labels, { b: 3 }, Float64Array.of(1, 2, 0)))).toEqual([1, 6, 0])
})

it('refuses weights that are negative, not finite, too few, or all 0', () => {
  const labels = labelsOf(['a', 'b'])
  expect(codeOf(() => rowWeights(labels, { a: -1 }))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => rowWeights(labels, null, Float64Array.of(1, -1)))).toBe('E_ML_PARAMETER')
  expect(codeOf(() => rowWeights(labels, null, Float64Array.of(1, Number.NaN)))).toBe('E_ML_NOT_FINITE')
  expect(codeOf(() => rowWeights(labels, null, Float64Array.of(1)))).toBe('E_ML_SHAPE')
  expect(codeOf(() => rowWeights(labels, null, Float64Array.of(0, 0)))).toBe('E_ML_EMPTY')
})
