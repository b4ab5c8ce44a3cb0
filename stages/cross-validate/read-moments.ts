import { MillraceError, sqlName, type Table } from 'millrace'
import { daysOf } from '../split/find-cutoff.ts'
import type { FoldParams } from './params.ts'

type WalkForward = Extract<FoldParams, { by: 'walkForward' }>

/**
 * The period of each row: the value of a column, or the day, week (its Monday), month, year or season of its date.
 * Periods sort in the order of time.
 * @throws E_TABLE_VALUE for a row without a date or period
 */
export async function periodsOf(table: Table, split: WalkForward): Promise<(string | number)[]> {
  if (split.period !== undefined) {
    const { values, valid } = await table.column(split.period)
    const missing = valid?.indexOf(0) ?? -1
    if (missing >= 0) {
      throw new MillraceError(
        'E_TABLE_VALUE',
        `Row ${missing + 1} has no value in the period column "${split.period}".`,
        {
          hint: 'A row without a period is neither early nor late: leave it out in an earlier stage.',
        },
      )
    }
    return Array.from(values as ArrayLike<unknown>, (value) =>
      typeof value === 'string' ? value : Number(value as number | bigint),
    )
  }
  const time = split.time as string
  await daysOf(table, time)
  const day = `CAST(${sqlName(time)} AS DATE)`
  return texts(table, periodExpression(day, split))
}

function periodExpression(day: string, { every, seasonStart }: WalkForward): string {
  switch (every) {
    case 'day':
      return `CAST(${day} AS VARCHAR)`
    case 'week':
      return `CAST(CAST(date_trunc('week', ${day}) AS DATE) AS VARCHAR)`
    case 'month':
      return `strftime(${day}, '%Y-%m')`
    case 'year':
      return `strftime(${day}, '%Y')`
    case 'season': {
      const year = `year(${day} - INTERVAL ${seasonStart - 1} MONTH)`
      const next = seasonStart === 1 ? '' : ` || '-' || lpad(CAST((${year} + 1) % 100 AS VARCHAR), 2, '0')`
      return `CAST(${year} AS VARCHAR)${next}`
    }
  }
}

/** Days from 1970-01-01, with their fraction. @throws E_TABLE_VALUE for a row without a date */
export async function daysSinceEpoch(table: Table, time: string): Promise<Float64Array> {
  await daysOf(table, time)
  const days = `epoch_ms(CAST(${sqlName(time)} AS TIMESTAMP)) / 86400000.0`
  return table.sql(`SELECT CAST(${days} AS DOUBLE) AS days FROM self`).values('days')
}

/** One text a row, by an SQL expression. */
export async function texts(table: Table, expression: string): Promise<string[]> {
  const read = await table.sql(`SELECT CAST(${expression} AS VARCHAR) AS text FROM self`).column('text')
  return Array.from(read.values as ArrayLike<unknown>, String)
}

/** For each row whether an SQL condition holds: 1 or 0, and 0 where it is NULL. @throws E_SQL_VOLATILE, E_TABLE_QUERY */
export async function holds(table: Table, condition: string | undefined): Promise<Uint8Array> {
  if (condition === undefined) return new Uint8Array(await table.count()).fill(1)
  const flags = await table
    .sql(`SELECT coalesce((${condition}\n), false) AS holds FROM self`)
    .matrix({ features: ['holds'] })
  return Uint8Array.from(flags.features.data)
}
