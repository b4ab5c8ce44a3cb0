import { type Matrix, sqlName, Table } from 'millrace'

/** The rows with the columns of a matrix beside them, under their names with a prefix; a gap is NULL. */
export function appendColumns(rows: Table, { names, data, rows: n }: Matrix, prefix: string): Table {
  const added = Table.from(
    Object.fromEntries(
      names.map((name, j) => [`${prefix}${name}`, Float64Array.from(data.subarray(j * n, (j + 1) * n))]),
    ),
  )
  const list = names.map((name) => {
    const column = sqlName(`${prefix}${name}`)
    return `CASE WHEN isnan(added.${column}) THEN NULL ELSE added.${column} END AS ${column}`
  })
  return rows.sql(`SELECT self.*, ${list.join(', ')} FROM self POSITIONAL JOIN added`, { added })
}

export interface Correlated {
  readonly feature: string
  readonly sensitive: string
  readonly before: number
  readonly after: number
}

/** The features that had most in common with a sensitive column, and what is left of it. */
export function strongestCorrelations(before: Matrix, after: Matrix, sensitive: Matrix, most = 12): Correlated[] {
  const found = before.names.map((feature, j): Correlated => {
    const [strongest] = sensitive.names
      .map((name, k) => ({ k, sensitive: name, before: correlation(before, j, sensitive, k) }))
      .sort((a, b) => Math.abs(b.before) - Math.abs(a.before))
    const { k, ...rest } = strongest as { k: number; sensitive: string; before: number }
    return { feature, ...rest, after: correlation(after, j, sensitive, k) }
  })
  return found.sort((a, b) => Math.abs(b.before) - Math.abs(a.before)).slice(0, most)
}

/** Pearson's correlation over the rows that have both; 0 where one of them is constant. */
function correlation(left: Matrix, j: number, right: Matrix, k: number): number {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < left.rows; i++) {
    const a = left.data[j * left.rows + i] as number
    const b = right.data[k * right.rows + i] as number
    if (Number.isNaN(a) || Number.isNaN(b)) continue
    n++
    x += a
    y += b
    xx += a * a
    yy += b * b
    xy += a * b
  }
  const spread = (n * xx - x * x) * (n * yy - y * y)
  const scale = n * xx * n * yy
  return spread > 1e-18 * scale ? (n * xy - x * y) / Math.sqrt(spread) : 0
}
