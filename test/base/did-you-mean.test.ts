import { expect, test } from 'vitest'
import { didYouMean, nearestName } from '../../src/base/did-you-mean.ts'

test('the nearest known name is found across swaps, omissions, insertions and case', () => {
  const known = ['features', 'split', 'train', 'evaluate']
  for (const [seen, meant] of [
    ['trian', 'train'],
    ['tran', 'train'],
    ['splitt', 'split'],
    ['Train', 'train'],
    ['evalutae', 'evaluate'],
  ])
    expect(nearestName(seen!, known)).toBe(meant)
  expect(nearestName('zebra', known)).toBeUndefined()
  expect(nearestName('', known)).toBeUndefined()
})

test('where none is near, all are listed', () => {
  expect(didYouMean('trian', ['split', 'train'])).toBe('Did you mean "train"?')
  expect(didYouMean('zebra', ['split', 'train'])).toBe('There are: split, train.')
  expect(didYouMean('zebra', [])).toBe('There are none.')
})
