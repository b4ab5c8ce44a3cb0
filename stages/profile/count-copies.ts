import type { Table } from 'millrace'

/** How many rows are the same as another in every column, beyond the first of each. O(rows log rows). */
export async function countCopies(rows: Table): Promise<number> {
  const [found] = await rows
    .sql('SELECT count(*) AS n, sum(__times) AS total FROM (SELECT *, count(*) AS __times FROM self GROUP BY ALL)')
    .rows()
  return Number(found?.total ?? 0) - Number(found?.n ?? 0)
}
