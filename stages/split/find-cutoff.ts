import { MillraceError, sqlName, type Table } from 'millrace'

/** The first and last day of a table, and how many rows have none. */
export async function daysOf(rows: Table, time: string): Promise<{ from: string; to: string }> {
  const [found] = await rows
    .sql(
      `SELECT CAST(min(day) AS VARCHAR) AS "from", CAST(max(day) AS VARCHAR) AS "to", count(*) - count(day) AS missing
       FROM (SELECT CAST(${sqlName(time)} AS DATE) AS day FROM self)`,
    )
    .rows()
  const missing = Number(found?.missing ?? 0)
  if (missing > 0) {
    throw new MillraceError('E_TABLE_VALUE', `${missing} rows have no value in the time column "${time}".`, {
      hint: 'A row without a time is neither early nor late: leave it out in an earlier stage.',
    })
  }
  return { from: String(found?.from), to: String(found?.to) }
}

/** The day from which on the rows come nearest to the share of all rows; days are never split. */
export async function findCutoff(rows: Table, time: string, share: number): Promise<string> {
  const [found] = await rows
    .sql(
      `SELECT CAST(day AS VARCHAR) AS day
       FROM (
         SELECT day, sum(n) OVER (ORDER BY day DESC) AS later, sum(n) OVER () AS total
         FROM (SELECT CAST(${sqlName(time)} AS DATE) AS day, count(*) AS n FROM self GROUP BY ALL)
       )
       WHERE later < total
       ORDER BY abs(later - $share * total), day DESC
       LIMIT 1`,
      {},
      { params: { share } },
    )
    .rows()
  if (found !== undefined) return String(found.day)
  throw new MillraceError('E_ML_EMPTY', `All rows are of one day in "${time}": a split by time needs two.`)
}
