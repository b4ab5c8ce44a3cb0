import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import { MillraceError } from '../../src/base/errors/millrace-error.ts'
import { toErrorDocument } from '../../src/base/errors/to-error-document.ts'
import { exitCodeFor } from '../../src/cli/exit-code.ts'
import { parseSet } from '../../src/cli/parse-set.ts'
import { formatCount, formatSeconds, plural } from '../../src/cli/print/format.ts'
import { formatError } from '../../src/cli/print/print-error.ts'
import { snapshotRequest } from '../../src/cli/snapshot-key.ts'
import { temporaryFolder } from '../rig/temporary-folder.ts'

describe('parseSet', () => {
  test('reads values as YAML, and the last of two counts', () => {
    expect(
      parseSet(['a.n=7', 'a.t=true', 'a.l=[x, 2]', 'a.s=plain = text', 'a.q="7"', 'a.e=', 'a.deep.er=1e3', 'a.n=8']),
    ).toEqual({
      'a.n': 8,
      'a.t': true,
      'a.l': ['x', 2],
      'a.s': 'plain = text',
      'a.q': '7',
      'a.e': null,
      'a.deep.er': 1000,
    })
  })

  test('takes many from a file, by dotted name or by stage', () => {
    const folder = temporaryFolder({
      'p.json': '{ "a.x": 1, "b": { "y": [2] } }',
      'list.yaml': '- 1\n',
      'bad.yaml': '{ a',
    })
    expect(parseSet([`@${folder}/p.json`, 'a.x=3'])).toEqual({ 'a.x': 3, 'b.y': [2] })
    expect(() => parseSet([`@${folder}/list.yaml`])).toThrow(expect.objectContaining({ code: 'E_ARGUMENT' }))
    expect(() => parseSet([`@${folder}/bad.yaml`])).toThrow(expect.objectContaining({ code: 'E_ARGUMENT' }))
    expect(() => parseSet([`@${folder}/none.yaml`])).toThrow(expect.objectContaining({ code: 'E_FILE_NOT_FOUND' }))
  })

  test.each(['a', 'a=1', '=1', '.=1'.slice(1), 'a.b'])('refuses %j', (text) => {
    expect(() => parseSet([text])).toThrow(expect.objectContaining({ code: 'E_ARGUMENT' }))
  })
})

describe('snapshotRequest', () => {
  const key = (...argv: string[]) => snapshotRequest(argv, '/here')?.key

  test('is the same for all ways of asking for the same', () => {
    expect(key()).toEqual(['/here'])
    for (const argv of [
      ['run'],
      ['--json'],
      ['run', '-k'],
      ['--jobs', '2'],
      ['--jobs=4', '--json'],
      ['-j', '1'],
      ['status'],
    ])
      expect(key(...argv)).toEqual(key())
    expect(key('run', '--set', 'a.b=1')).toEqual(key('--set=a.b=1'))
    expect(key('--from', 'a')).toEqual(key('--from=a'))
  })

  test('is another for other stages, settings and pipelines', () => {
    const keys = [
      [],
      ['run', 'a'],
      ['run', 'a', 'b'],
      ['--from', 'a'],
      ['run', '--only', 'a'],
      ['--set', 'a.b=1'],
      ['-p', 'x.yaml'],
    ]
    expect(new Set(keys.map((argv) => JSON.stringify(key(...argv)))).size).toBe(keys.length)
    expect(snapshotRequest(['-p', 'x.yaml'], '/here')?.pipeline).toBe('x.yaml')
  })

  test('leaves everything else to the whole program', () => {
    for (const argv of [
      ['graph'],
      ['verify'],
      ['nosuch'],
      ['--force'],
      ['--dry-run'],
      ['--help'],
      ['--nosuch'],
      ['--jobs', 'many'],
      ['--jobs', '0'],
      ['--jobs'],
      ['--from'],
      ['--set', '@file.json'],
      ['status', '--only', 'a'],
    ])
      expect(key(...argv)).toBeUndefined()
  })
})

describe('formatError', () => {
  const plain = createColors(false)
  const format = (column: number, text: string, length?: number) =>
    formatError(
      {
        code: 'E_X',
        message: 'wrong',
        hint: 'Do it.',
        at: { file: 'p.yaml', line: 7, column, text, ...(length ? { length } : {}) },
      },
      plain,
    ).split('\n')

  test('quotes the line and underlines the place', () => {
    expect(format(5, '    seed: -1', 4)).toEqual([
      'E_X  wrong',
      '  p.yaml:7:5',
      '  7 |     seed: -1',
      '    |     ^^^^',
      '  Do it.',
      '',
    ])
  })

  test('keeps the underline under its place with tabs, at the end of a line and in a long line', () => {
    const [, , quoted, underline] = format(3, '\t\tseed', 99)
    expect(quoted!.indexOf('seed')).toBe(underline!.indexOf('^'))
    expect(underline!.trim().slice(1).trim()).toBe('^^^^')
    expect(format(99, 'short')[3]).toMatch(/\^$/)
    for (const column of [1, 60, 61, 150, 390]) {
      const text = `${'x'.repeat(column - 1)}HERE${'y'.repeat(400 - column)}`
      const [, , line, mark] = format(column, text, 4)
      expect(line!.slice(mark!.indexOf('^'), mark!.indexOf('^') + 4)).toBe('HERE')
      expect(line!.length).toBeLessThan(130)
    }
  })

  test('an error that is not ours keeps its stack and says whose mistake it is', () => {
    expect(toErrorDocument(new MillraceError('E_CYCLE', 'round'))).toEqual({ code: 'E_CYCLE', message: 'round' })
    expect(toErrorDocument(new TypeError('oops'))).toMatchObject({
      code: 'E_INTERNAL',
      message: expect.stringMatching(/TypeError: oops\n\s+at /),
    })
  })
})

test('exit codes: 2 for definition and arguments, 130 for an interrupt, 1 for the rest', () => {
  expect(['E_CYCLE', 'E_PARAMS', 'E_ARGUMENT', 'E_URL', 'E_SQL_STAGE'].map(exitCodeFor)).toEqual([2, 2, 2, 2, 2])
  expect(['E_STAGE_THREW', 'E_NEVER_RUN', 'E_INTERNAL', 'E_TABLE_QUERY', 'E_CSV_QUOTE'].map(exitCodeFor)).toEqual([
    1, 1, 1, 1, 1,
  ])
  expect(exitCodeFor('E_INTERRUPTED')).toBe(130)
})

test('numbers are written for people', () => {
  expect([0.384, 12.44, 119.96, 200].map(formatSeconds)).toEqual(['0.38 s', '12.4 s', '120.0 s', '3 min 20 s'])
  expect(formatSeconds(239.8)).toBe('4 min 0 s')
  expect(formatCount(1234567)).toBe('1,234,567')
  expect([plural(1, 'stage'), plural(0, 'stage'), plural(2000, 'stage')]).toEqual([
    '1 stage',
    '0 stages',
    '2,000 stages',
  ])
})
