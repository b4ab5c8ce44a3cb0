import { expect, test } from 'vitest'
import { measureJson } from '../../../src/kinds/measure/measure-json.ts'

const document = { test: { logLoss: 0.63, none: null }, scores: [{ label: 'forest', f1: 0.5 }] }
const measure = (path: string) => measureJson(document, 'metrics', path === '' ? [] : path.split('.'))

test('a document tells one value', () => {
  expect(measure('test.logLoss')).toEqual({ value: 0.63 })
  expect(measure('test.none')).toEqual({ value: null })
  expect(measure('scores.forest.f1')).toEqual({ value: 0.5 })
  expect(measureJson(12, 'total', [])).toEqual({ value: 12 })
})

test('or says why there is none', () => {
  expect(measure('test.logloss').problem).toBe('metrics.test has no "logloss". Did you mean "logLoss"?')
  expect(measure('tests').problem).toBe('metrics has no "tests". Did you mean "test"?')
  expect(measure('scores.wood').problem).toBe('metrics.scores has no "wood". There are: 0, forest.')
  expect(measure('test.logLoss.mean').problem).toBe('metrics.test.logLoss has no "mean". It is one value.')
  expect(measure('test').problem).toBe('metrics.test is a record, not one value')
  expect(measure('scores').problem).toBe('metrics.scores is a list, not one value')
})
