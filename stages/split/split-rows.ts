import { sqlName, Table } from 'millrace'
import { drawGroups, drawRows, drawStratified } from './draw-test-rows.ts'
import { daysOf, findCutoff } from './find-cutoff.ts'
import type { RandomSplitParams, SplitParams } from './params.ts'

/** A table in two: rows of both keep their order. */
export interface TwoSides {
  readonly early: Table
  readonly late: Table
  /** The first day of the later rows, of a split by time. */
  readonly cutoff?: string
  /** For messages: `A cutoff at 2016-08-01 in 152 rows from … to …`. */
  readonly what: string
}

/** Cuts at a day, or draws the rows of the second side at random. @throws E_TABLE_VALUE, E_ML_EMPTY as `findCutoff` */
export async function splitRows(rows: Table, n: number, params: SplitParams, seed: number): Promise<TwoSides> {
  if (params.by !== 'time') {
    const drawn = await draw(rows, n, params, seed)
    const marked = Table.from({ __late: Uint8Array.from({ length: n }, (_, i) => (drawn.has(i) ? 1 : 0)) })
    const side = (wanted: number) =>
      rows.sql(`SELECT * EXCLUDE (__late) FROM self POSITIONAL JOIN marked WHERE __late = ${wanted}`, { marked })
    return { early: side(0), late: side(1), what: `The ${params.by} split of ${n} rows` }
  }
  const { time } = params
  const { from, to } = await daysOf(rows, time)
  const cutoff = params.cutoff ?? (await findCutoff(rows, time, params.testShare ?? 0))
  const side = (is: '<' | '>=') =>
    rows.sql(`SELECT * FROM self WHERE CAST(${sqlName(time)} AS DATE) ${is} DATE '${cutoff}'`)
  return {
    early: side('<'),
    late: side('>='),
    cutoff,
    what: `A cutoff at ${cutoff} in ${n} rows from ${from} to ${to}`,
  }
}

async function draw(rows: Table, n: number, params: RandomSplitParams, seed: number): Promise<Set<number>> {
  if (params.by === 'given') {
    const given = `SELECT CAST(${sqlName(params.column)} AS VARCHAR) AS key FROM self`
    const keys = (await rows.sql(given).column('key')).values as string[]
    return new Set(Array.from(keys, (key, i) => (params.test.includes(key) ? i : -1)).filter((i) => i >= 0))
  }
  if (params.by === 'ratio') return new Set(drawRows(n, params.testShare, seed))
  const columns = params.by === 'group' ? params.group : [params.stratify]
  const key = `CAST(row(${columns.map(sqlName).join(', ')}) AS VARCHAR) AS key`
  const keys = (await rows.sql(`SELECT ${key} FROM self`).column('key')).values as string[]
  return new Set((params.by === 'group' ? drawGroups : drawStratified)(keys, params.testShare, seed))
}
