import { describe, expect, test } from 'vitest'
import { checkError, describeFailure } from '../../../src/engine/checks/check-error.ts'
import { judge } from '../../../src/engine/checks/judge.ts'
import type { Fact } from '../../../src/engine/contracts/measure.ts'
import type { Check, Level, Rule } from '../../../src/engine/definition/check.ts'
import { nowhere } from '../../rig/definition.ts'

const check = (rule: Rule, level: Level = 'error'): Check => ({
  name: 'table check',
  level,
  output: 'table',
  rule,
  at: nowhere,
  outputAt: nowhere,
})

const noon = Date.parse('2026-11-21T12:00:00Z')
const day = 86_400_000

/** `ok` or `no`, what is seen and what is expected, in one line. */
function told(rule: Rule, fact: Fact, now = noon): string {
  const { ok, seen, expected } = judge(check(rule), fact, now)
  return `${ok ? 'ok' : 'no'}: ${seen} | ${expected}`
}

describe('judge', () => {
  test('rows', () => {
    expect(told({ type: 'rows', bounds: { min: 1000 } }, { value: 1520 })).toBe('ok: 1,520 rows | at least 1,000 rows')
    expect(told({ type: 'rows', bounds: { min: 1000 } }, { value: 999 })).toBe('no: 999 rows | at least 1,000 rows')
    expect(told({ type: 'rows', bounds: { min: 1, max: 3 } }, { value: 3 })).toBe('ok: 3 rows | 1 to 3 rows')
    expect(told({ type: 'rows', bounds: { max: 3 } }, { value: 4 })).toBe('no: 4 rows | at most 3 rows')
    expect(told({ type: 'rows', bounds: { equals: 1 } }, { value: 0 })).toBe('no: 0 rows | exactly 1 row')
  })

  test('unique, there, type', () => {
    const key: Rule = { type: 'unique', columns: ['date', 'team'] }
    expect(told(key, { value: 0, rows: 9 })).toBe('ok: each once | each (date, team) once')
    expect(told(key, { value: 2, rows: 9 })).toBe('no: 2 of 9 rows repeat one | each (date, team) once')
    expect(told({ type: 'present', column: 'a' }, { value: 'DATE' })).toBe('ok: DATE | to be there')
    expect(told({ type: 'type', column: 'a', expected: 'date' }, { value: 'DATE' })).toBe('ok: DATE | date')
    expect(told({ type: 'type', column: 'a', expected: 'DATE' }, { value: 'VARCHAR' })).toBe('no: VARCHAR | DATE')
  })

  test('missing values as a number and as a share', () => {
    const rows = (most: number): Rule => ({ type: 'nulls', column: 'a', most: { rows: most } })
    const share = (most: number): Rule => ({ type: 'nulls', column: 'a', most: { share: most } })
    expect(told(rows(0), { value: 0, rows: 9 })).toBe('ok: none missing | none missing')
    expect(told(rows(0), { value: 3, rows: 8 })).toBe('no: 3 of 8 missing (37.5%) | none missing')
    expect(told(rows(3), { value: 3, rows: 8 })).toBe('ok: 3 of 8 missing (37.5%) | at most 3 missing')
    expect(told(share(0.05), { value: 5, rows: 100 })).toBe('ok: 5 of 100 missing (5%) | at most 5% missing')
    expect(told(share(0.05), { value: 6, rows: 100 })).toBe('no: 6 of 100 missing (6%) | at most 5% missing')
    expect(told(share(29 / 100), { value: 29, rows: 100 })).toContain('ok: ')
    expect(told(share(0), { value: 0, rows: 0 })).toBe('ok: none missing | at most 0% missing')
  })

  test('ranges and values', () => {
    const range: Rule = { type: 'range', column: 'a', bounds: { min: 0, max: 20 } }
    expect(told(range, { value: 0, rows: 9, lowest: 0, highest: 20 })).toBe('ok: 0 to 20 | 0 to 20')
    expect(told(range, { value: 0, rows: 0 })).toBe('ok: no values | 0 to 20')
    expect(told(range, { value: 3, rows: 9, lowest: -2, highest: 25 })).toBe(
      'no: 3 of 9 rows outside, values -2 to 25 | 0 to 20',
    )
    const values: Rule = { type: 'values', column: 'a', values: ['home', 'draw', 'away'] }
    expect(told(values, { value: 0, rows: 9 })).toBe('ok: no other | home, draw or away')
    expect(told(values, { value: 1, rows: 1 })).toBe('no: 1 of 1 row with another | home, draw or away')
  })

  test('fresh turns with the time, at the moment that it names', () => {
    const fresh: Rule = { type: 'fresh', column: 'a', withinMs: 30 * day, text: '30d' }
    const { ok, holdsUntil } = judge(check(fresh), { value: '2026-11-01' }, noon)
    expect([ok, holdsUntil]).toEqual([true, Date.parse('2026-12-01T00:00:00Z')])
    expect(told(fresh, { value: '2026-11-01' }, holdsUntil)).toBe('ok: newest 2026-11-01 | at most 30d old')
    expect(told(fresh, { value: '2026-11-01' }, holdsUntil! + 1)).toBe('no: newest 2026-11-01 | at most 30d old')
    expect(judge(check(fresh), { value: '2026-11-01' }, holdsUntil! + 1).holdsUntil).toBeUndefined()
    expect(told(fresh, { value: null })).toBe('no: no date | at most 30d old')
    expect(told(fresh, { value: '2027-01-01' })).toContain('ok: ')
  })

  test('a query finds nothing when all is well', () => {
    expect(told({ type: 'query', sql: '' }, { value: 0 })).toBe('ok: no rows | no rows')
    expect(told({ type: 'query', sql: '' }, { value: 2 })).toBe('no: 2 rows | no rows')
  })

  test('a metric lies between bounds only when it is a number', () => {
    const most: Rule = { type: 'metric', path: [], bounds: { max: 0.7 } }
    expect(told(most, { value: 0.7 })).toBe('ok: 0.7 | at most 0.7')
    expect(told(most, { value: 0.7000001 })).toBe('no: 0.7000001 | at most 0.7')
    expect(told(most, { value: null })).toBe('no: null | at most 0.7')
    expect(told(most, { value: 'NaN' })).toBe('no: "NaN" | at most 0.7')
    expect(told(most, { value: Number.NaN })).toContain('no: ')
    expect(told({ type: 'metric', path: [], bounds: { equals: 38 } }, { value: 38 })).toBe('ok: 38 | exactly 38')
    expect(told({ type: 'metric', path: [], bounds: { equals: 38 } }, { value: '38' })).toBe('no: "38" | exactly 38')
    expect(told({ type: 'metric', path: [], bounds: { equals: 'ok' } }, { value: 'ok' })).toBe('ok: "ok" | exactly ok')
  })

  test('what could not be answered does not hold', () => {
    expect(told({ type: 'rows', bounds: { min: 0 } }, { problem: 'there is no column "a"' })).toBe(
      'no: there is no column "a" | at least 0 rows',
    )
  })
})

describe('the error of a stage', () => {
  const found = judge(
    check({ type: 'range', column: 'goals', bounds: { max: 20 } }),
    {
      value: 1,
      rows: 9,
      lowest: 0,
      highest: 25,
      examples: [{ row: 4, cells: { goals: 25, team: 'Betis', referee: null } }],
    },
    noon,
  )

  test('lists what failed, each with what was seen, what was expected, its place and examples', () => {
    const held = judge(check({ type: 'query', sql: '' }), { value: 0 }, noon)
    expect(checkError([held, found])).toMatchObject({
      code: 'E_CHECK',
      message: '1 of 2 checks failed: table check',
      at: nowhere,
      causes: [
        {
          code: 'E_CHECK',
          message:
            'table check: 1 of 9 rows outside, values 0 to 25; expected at most 20\n  row 4: goals 25, team "Betis", referee missing',
          at: nowhere,
        },
      ],
    })
  })

  test('there is none while only warnings fail', () => {
    expect(checkError([{ ...found, level: 'warn' }])).toBeUndefined()
    expect(checkError([])).toBeUndefined()
  })

  test('values are told with how often they occur', () => {
    const outcome = {
      ...found,
      examples: [
        { rows: 2, cells: { result: 'void' } },
        { rows: 1, cells: { result: '' } },
      ],
    }
    expect(describeFailure(outcome).split('\n').slice(1)).toEqual(['  result "void" in 2 rows', '  result "" in 1 row'])
  })
})
