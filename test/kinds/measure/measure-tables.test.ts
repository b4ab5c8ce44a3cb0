import { join } from 'node:path'
import { Table } from 'millrace'
import { describe, expect, test } from 'vitest'
import type { Fact, Question } from '../../../src/engine/contracts/measure.ts'
import { measureTables } from '../../../src/kinds/measure/measure-tables.ts'
import { writeParquet } from '../../../src/table/write-parquet.ts'
import { temporaryFolder } from '../../rig/temporary-folder.ts'

type Asked = Question extends infer Q ? (Q extends { output: string } ? Omit<Q, 'output'> : Q) : never

/** Facts about one table, named `t`. */
async function measure(table: Table, ...asked: Asked[]): Promise<readonly Fact[]> {
  const path = join(temporaryFolder(), 't.parquet')
  await writeParquet(table, path)
  return measureTables(
    { t: path },
    asked.map((question) => (question.ask === 'found' ? question : { ...question, output: 't' }) as Question),
  )
}

const matches = () =>
  Table.from(
    {
      id: [1, 2, 3, 4, 5, 6],
      goals: [0, 3, null, -2, 25, Number.NaN],
      result: ['home', 'away', 'home', null, 'abandoned', 'abandoned'],
      day: ['2026-01-01', '2026-03-01', '2026-02-01', null, '2026-01-05', '2026-01-06'],
    },
    { types: { id: 'INTEGER', day: 'DATE' } },
  )

const empty = () => Table.from({ n: [1] }).sql('SELECT n, CAST(NULL AS DATE) AS day FROM self WHERE n > 1')

describe('measureTables', () => {
  test('counts rows and missing values, and shows the rows where they are missing', async () => {
    expect(
      await measure(matches(), { ask: 'rows' }, { ask: 'nulls', column: 'goals' }, { ask: 'nulls', column: 'id' }),
    ).toEqual([
      { value: 6, rows: 6 },
      { value: 1, rows: 6, examples: [{ row: 3, cells: { goals: null, id: 3, result: 'home', day: '2026-02-01' } }] },
      { value: 0, rows: 6 },
    ])
  })

  test('finds what is outside of a range; NaN always is, a missing value never', async () => {
    const [both, below, above] = await measure(
      matches(),
      { ask: 'outside', column: 'goals', min: 0, max: 20 },
      { ask: 'outside', column: 'goals', min: -5 },
      { ask: 'outside', column: 'goals', max: 25 },
    )
    expect(both).toMatchObject({ value: 3, lowest: -2, highest: 25 })
    expect(both!.examples!.map(({ row, cells }) => [row, cells.goals])).toEqual([
      [4, -2],
      [5, 25],
      [6, 'NaN'],
    ])
    expect([below!.value, above!.value]).toEqual([1, 1])
  })

  test('bounds belong to the range, also where a float is not quite what is written', async () => {
    const table = Table.from(
      { f: [0.1, 0.5], d: [0.1, 0.5], whole: [1, 5] },
      { types: { f: 'FLOAT', whole: 'BIGINT' } },
    )
    const facts = await measure(
      table,
      { ask: 'outside', column: 'f', min: 0.1, max: 0.5 },
      { ask: 'outside', column: 'd', min: 0.1, max: 0.5 },
      { ask: 'outside', column: 'whole', min: 0.5, max: 5 },
    )
    expect(facts.map(({ value }) => value)).toEqual([0, 0, 0])
  })

  test('dates and texts have ranges of dates and texts', async () => {
    const facts = await measure(
      matches(),
      { ask: 'outside', column: 'day', min: '2026-01-02' },
      { ask: 'outside', column: 'result', min: 'b' },
      { ask: 'outside', column: 'day', min: 'soon' },
      { ask: 'outside', column: 'day', min: 5 },
      { ask: 'outside', column: 'goals', max: 'many' },
    )
    expect(facts.map(({ value, problem }) => problem ?? value)).toEqual([
      1,
      3,
      'column "day" is DATE, and "soon" is none',
      'column "day" is DATE: a number cannot bound it',
      'column "goals" is DOUBLE: a text cannot bound it',
    ])
    expect(facts[0]).toMatchObject({ lowest: '2026-01-01', highest: '2026-03-01' })
  })

  test('finds values that are not allowed, the most frequent first; missing ones are left to others', async () => {
    const [texts, numbers, wrong] = await measure(
      matches(),
      { ask: 'others', column: 'result', values: ['home', 'draw'] },
      { ask: 'others', column: 'id', values: [1, 2, 3, 4] },
      { ask: 'others', column: 'id', values: [1, 'two'] },
    )
    expect(texts).toEqual({
      value: 3,
      rows: 6,
      examples: [
        { rows: 2, cells: { result: 'abandoned' } },
        { rows: 1, cells: { result: 'away' } },
      ],
    })
    expect(numbers).toMatchObject({ value: 2 })
    expect(wrong!.problem).toBe('column "id" is INTEGER: "two" is not a number')
  })

  test('counts rows that repeat a key; a key with a missing part is like no other', async () => {
    const table = Table.from({ a: ['x', 'x', 'x', 'y', null, null], b: [1, 1, 1, 1, 2, 2] })
    const [pair, single] = await measure(
      table,
      { ask: 'repeated', columns: ['a', 'b'] },
      { ask: 'repeated', columns: ['b'] },
    )
    expect(pair).toEqual({ value: 2, rows: 6, examples: [{ rows: 3, cells: { a: 'x', b: 1 } }] })
    expect(single).toMatchObject({ value: 4 })
  })

  test('tells the newest date, and the type of a column', async () => {
    const times = Table.from({ at: ['2026-01-01T10:00:00Z', null] }, { types: { at: 'TIMESTAMP' } })
    expect(await measure(times, { ask: 'newest', column: 'at' })).toEqual([
      { value: '2026-01-01T10:00:00.000Z', rows: 2 },
    ])
    const facts = await measure(
      matches(),
      { ask: 'newest', column: 'day' },
      { ask: 'newest', column: 'result' },
      { ask: 'type', column: 'id' },
    )
    expect(facts).toEqual([
      { value: '2026-03-01', rows: 6 },
      { problem: 'column "result" is VARCHAR, not a date or a time', rows: 6 },
      { value: 'INTEGER', rows: 6 },
    ])
  })

  test('an empty table has nothing wrong in it, and nothing new', async () => {
    expect(
      await measure(
        empty(),
        { ask: 'rows' },
        { ask: 'nulls', column: 'n' },
        { ask: 'outside', column: 'n', min: 0 },
        { ask: 'others', column: 'n', values: [0] },
        { ask: 'repeated', columns: ['n'] },
        { ask: 'newest', column: 'day' },
      ),
    ).toEqual([
      { value: 0, rows: 0 },
      { value: 0, rows: 0 },
      { value: 0, rows: 0 },
      { value: 0, rows: 0 },
      { value: 0, rows: 0 },
      { value: null, rows: 0 },
    ])
  })

  test('says which columns there are when one is not, and answers the rest', async () => {
    const [missing, rows] = await measure(matches(), { ask: 'nulls', column: 'gaols' }, { ask: 'rows' })
    expect(missing!.problem).toBe(
      'there is no column "gaols". Did you mean "goals"? There are: id, goals, result, day.',
    )
    expect(rows).toMatchObject({ value: 6 })
  })

  test('a query finds rows, or says why it cannot be asked', async () => {
    const facts = await measure(
      matches(),
      { ask: 'found', sql: 'SELECT id, goals FROM t WHERE goals < 0;' },
      { ask: 'found', sql: 'SELECT * FROM t WHERE id > 6' },
      { ask: 'found', sql: 'SELECT * FROM t WHERE gaols < 0' },
      { ask: 'found', sql: 'SELECT * FROM t WHERE day < today()' },
    )
    expect(facts.slice(0, 2)).toEqual([{ value: 1, examples: [{ cells: { id: 4, goals: -2 } }] }, { value: 0 }])
    expect(facts[2]!.problem).toContain('"gaols" not found')
    expect(facts[3]!.problem).toContain('today')
  })
})
