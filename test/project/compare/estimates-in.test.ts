import { expect, test } from 'vitest'
import { estimatesIn } from '../../../src/project/compare/estimates-in.ts'
import { pairedDifferences } from '../../../src/project/compare/paired-differences.ts'

const loss = { mean: -0.25, lower: -0.5, upper: 0.125, level: 0.95, n: 38 }

test('a value with its interval is one estimate, in either of two spellings, and what lies below it is kept', () => {
  const found = estimatesIn({
    scores: [
      { label: 'forest', n: 38, accuracy: 0.75, logLoss: { value: 0.7, interval: [0.5, 0.9], clippedRows: 2 } },
      { label: 'elo', difference: loss },
    ],
  })
  expect(Object.fromEntries(found)).toEqual({
    'scores.forest.n': { value: 38 },
    'scores.forest.accuracy': { value: 0.75, n: 38 },
    'scores.forest.logLoss': { value: 0.7, lower: 0.5, upper: 0.9, n: 38 },
    'scores.forest.logLoss.clippedRows': { value: 2, n: 38 },
    'scores.elo.difference': { value: -0.25, lower: -0.5, upper: 0.125, n: 38 },
  })
})

test('long lists of bare numbers, text, null and what is not finite are no metrics', () => {
  expect(estimatesIn({ curve: Array.from({ length: 9 }, (_, i) => i), name: 'x', none: null }).size).toBe(0)
  expect([...estimatesIn(3)]).toEqual([['', { value: 3 }]])
})

test('a difference of two models is b minus a, turned where the document has it the other way round', () => {
  const document = { differences: [{ model: 'x', baseline: 'y', logLoss: loss, logLossOfModel: 0.5 }] }
  const [forth] = pairedDifferences(document, ['y'], ['x', 'other name of x'])
  expect(forth).toEqual({ name: 'logLoss', difference: { value: -0.25, lower: -0.5, upper: 0.125, n: 38 } })
  const [back] = pairedDifferences(document, ['x'], ['y'])
  expect(back).toEqual({ name: 'logLoss', difference: { value: 0.25, lower: -0.125, upper: 0.5, n: 38 } })
  expect(pairedDifferences(document, ['x'], ['z'])).toEqual([])
})
