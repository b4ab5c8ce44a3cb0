import { describe, expect, test } from 'vitest'
import { findValue } from '../../src/base/find-value.ts'

const document = {
  rows: 38,
  test: { logLoss: 0.63, 'top.5': 0.9, none: null },
  scores: [
    { label: 'forest', brier: 0.4 },
    { label: 'logistic', brier: 0.5 },
  ],
  folds: [{ id: 'a' }, { id: 'a' }],
}

describe('findValue', () => {
  test.each([
    [[], document],
    [['rows'], 38],
    [['test', 'logLoss'], 0.63],
    [['test', 'none'], null],
    [['test', 'top', '5'], 0.9],
    [['scores', 'logistic', 'brier'], 0.5],
    [['scores', '0', 'brier'], 0.4],
    [['folds', '1', 'id'], 'a'],
  ])('finds %j', (path, value) => {
    expect(findValue(document, path)).toEqual({ found: true, value })
  })

  test('says how far the path leads and what is there', () => {
    expect(findValue(document, ['test', 'logloss'])).toEqual({
      found: false,
      reached: ['test'],
      missing: 'logloss',
      known: ['logLoss', 'top.5', 'none'],
    })
    expect(findValue(document, ['rows', 'n'])).toEqual({
      found: false,
      reached: ['rows'],
      missing: 'n',
      known: [],
    })
    expect(findValue(document, ['folds', 'a'])).toMatchObject({ found: false, known: ['0', '1'] })
    expect(findValue(document, ['constructor'])).toMatchObject({ found: false, reached: [] })
    expect(findValue(5, [])).toEqual({ found: true, value: 5 })
  })
})
