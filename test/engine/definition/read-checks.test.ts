import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checksSchema } from '../../../src/engine/definition/checks-schema.ts'
import { readChecks } from '../../../src/engine/definition/read-checks.ts'
import { nowhere } from '../../rig/definition.ts'

const at = { value: () => nowhere, key: () => nowhere }
const read = (text: string) => readChecks(checksSchema.parse(parse(text)), at)
const rules = (text: string) => read(text).map(({ name, rule }) => [name, rule])

describe('readChecks', () => {
  test('an entry about a table gives one check for each thing that must hold, in the order of the file', () => {
    expect(
      rules(`
- table: matches
  rows: { min: 10 }
  unique: [date, team]
  columns:
    goals: { nulls: 0, min: 0, max: 20 }
    date: { type: DATE, nulls: 2.5%, min: 2013-08-01, fresh: 2w, unique: true }
    result: { values: [home, draw, 1, true] }
    note: {}
`),
    ).toEqual([
      ['matches rows', { type: 'rows', bounds: { min: 10 } }],
      ['matches unique (date, team)', { type: 'unique', columns: ['date', 'team'] }],
      ['matches.goals nulls', { type: 'nulls', column: 'goals', most: { rows: 0 } }],
      ['matches.goals range', { type: 'range', column: 'goals', bounds: { min: 0, max: 20 } }],
      ['matches.date type', { type: 'type', column: 'date', expected: 'DATE' }],
      ['matches.date nulls', { type: 'nulls', column: 'date', most: { share: 0.025 } }],
      ['matches.date range', { type: 'range', column: 'date', bounds: { min: '2013-08-01' } }],
      ['matches.date unique', { type: 'unique', columns: ['date'] }],
      ['matches.date fresh', { type: 'fresh', column: 'date', withinMs: 1_209_600_000, text: '2w' }],
      ['matches.result values', { type: 'values', column: 'result', values: ['home', 'draw', 1, true] }],
      ['matches.note present', { type: 'present', column: 'note' }],
    ])
    expect(rules('[{ table: t, rows: 38, unique: id }]')).toEqual([
      ['t rows', { type: 'rows', bounds: { equals: 38 } }],
      ['t unique (id)', { type: 'unique', columns: ['id'] }],
    ])
  })

  test('metrics and queries have names of their own', () => {
    const checks = read(`
- metric: metrics.test.logLoss
  max: 0.7
  level: warn
- metric: total
  equals: 12
  name: the sum
- sql: |
    SELECT *
    FROM t WHERE goals < 0
`)
    expect(checks).toMatchObject([
      { name: 'metrics.test.logLoss', level: 'warn', output: 'metrics' },
      { name: 'the sum', level: 'error', output: 'total' },
      { name: 'SELECT * FROM t WHERE goals < 0', output: undefined },
    ])
    expect(checks[0]!.rule).toEqual({ type: 'metric', path: ['test', 'logLoss'], bounds: { max: 0.7 } })
    expect(checks[1]!.rule).toEqual({ type: 'metric', path: [], bounds: { equals: 12 } })
  })

  test.each([
    ['[{ table: t }]', 'does not say what must hold'],
    ['[{ table: t, columns: {} }]', 'does not say what must hold'],
    ['[{ table: t, rows: {} }]', 'does not say what must hold'],
    ['[{ table: t, rows: { min: 2, max: 1 } }]', '`min` 2 is above `max` 1'],
    ['[{ table: t, columns: { a: { min: 2, max: z } } }]', 'of different kinds'],
    ['[{ table: t, columns: { a: { nulls: 101% } } }]', '101% is more than all rows'],
    ['[{ metric: m }]', 'does not say what must hold'],
    ['[{ metric: m, equals: 1, max: 2 }]', '`equals` leaves nothing for `max`'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'E_DEFINITION', message: expect.stringContaining(message), at: nowhere }),
    )
  })

  test.each([
    '[{ rows: 5 }]',
    '[{ table: t, row: 5 }]',
    '[{ table: t, rows: -1 }]',
    '[{ table: t, level: fatal, rows: 1 }]',
    '[{ table: t, columns: { a: { nulls: few } } }]',
    '[{ table: t, columns: { a: { fresh: 30 } } }]',
    '[{ table: t, columns: { a: { values: [] } } }]',
    '[{ metric: m, max: a lot }]',
    '[{ metric: .m, max: 1 }]',
    '[{ sql: SELECT 1, max: 1 }]',
    '{ table: t }',
  ])('the schema does not take %s', (text) => {
    expect(checksSchema.safeParse(parse(text)).success).toBe(false)
  })
})
