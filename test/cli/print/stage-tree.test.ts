import { expect, test } from 'vitest'
import { stageTree } from '../../../src/cli/print/stage-tree.ts'

/** The tree as it is drawn, from what each stage reads. */
const drawn = (reads: Record<string, string[]>) =>
  stageTree(Object.keys(reads), new Map(Object.entries(reads))).map(({ prefix, name }) => `${prefix}${name}`)

test('a chain stands in one column', () => {
  expect(drawn({ a: [], b: ['a'], c: ['b'] })).toEqual(['a', 'b', 'c'])
})

test('what one stage feeds becomes branches, and each goes on below its own', () => {
  expect(drawn({ a: [], b: ['a'], c: ['a'], d: ['b'], e: ['b'], f: ['c'] })).toEqual([
    'a',
    '├ b',
    '│ ├ d',
    '│ └ e',
    '└ c',
    '  f',
  ])
})

test('a stage that reads from several stands below the last of them, once', () => {
  expect(drawn({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'] })).toEqual(['a', '├ b', '└ c', '  d'])
})

test('stages that read from nothing stand side by side, also where what they read from is not in the run', () => {
  expect(drawn({ b: ['a'], c: [] })).toEqual(['b', 'c'])
})

test('every stage is drawn once, and a chain of ten thousand needs no deep stack', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `s${i}`)
  const lines = drawn(Object.fromEntries(names.map((name, i) => [name, i === 0 ? [] : [`s${i - 1}`]])))
  expect(lines).toEqual(names)
})
