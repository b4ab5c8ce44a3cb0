import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { valueLiteral } from '../../../src/project/notebook/value-literal.ts'

const values = [
  null,
  -0.5,
  'a "b" \'c\'\n\\ `${d}`',
  "it's",
  [],
  {},
  { 'a-b': [1, { c: 'd' }], _e: true, '': null, __proto__: 1 },
  { long: Array.from({ length: 30 }, (_, i) => ({ name: `feature ${i}`, index: i })) },
]

test.each(values.map((value) => [value]))('a value as TypeScript is that value: %j', (value) => {
  const text = valueLiteral(value)
  expect(JSON.stringify(runInNewContext(`(${text})`))).toBe(JSON.stringify(value))
})

test('what does not fit on a line goes over several', () => {
  const lines = valueLiteral(values.at(-1), '  ').split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
  expect(lines.slice(0, 3)).toEqual(['{', '    long: [', "      { name: 'feature 0', index: 0 },"])
})
