import { sqlName, type Table } from 'millrace'
import type { CategoryCounts, DriftColumn } from 'millrace/ml'
import { inferredType, isClock } from '../profile/measure-columns.ts'

interface Named {
  readonly name: string
  readonly type: string
}

export interface ReadColumn {
  readonly column: DriftColumn
  readonly completeness: { readonly reference: number; readonly current: number }
  readonly unseen: number
}

export type Family = 'number' | 'category' | 'clock' | 'other'

/** As what a column is judged, by DuckDB's name of its type. Flags are categories. */
export function familyOf(type: string): Family {
  if (isClock(type)) return 'clock'
  const inferred = inferredType(type)
  if (inferred === 'Unknown') return 'other'
  return inferred === 'String' ? 'category' : 'number'
}

/**
 * One column of both tables: numbers as arrays, categories as counts that DuckDB makes. NULL, NaN and infinities are
 * left out.
 * @returns a reason instead, where there is nothing to compare
 */
export async function readColumn(
  reference: Table,
  current: Table,
  column: Named,
  as: 'number' | 'category',
): Promise<ReadColumn | { readonly reason: string }> {
  const cell = sqlName(column.name)
  const [before, now] = [await reference.count(), await current.count()]
  if (as === 'number') {
    const finite = (rows: Table) =>
      rows.sql(`SELECT v FROM (SELECT ${cell}::DOUBLE AS v FROM self) WHERE v IS NOT NULL AND isfinite(v)`).values('v')
    const [a, b] = [await finite(reference), await finite(current)]
    const gap = emptySide(a.length, b.length)
    if (gap !== undefined) return { reason: gap }
    const completeness = { reference: a.length / before, current: b.length / now }
    return { column: { type: 'number', reference: a, current: b }, completeness, unseen: 0 }
  }
  const counts = await countBoth(reference, current, cell)
  const [a, b] = [total(counts.reference), total(counts.current)]
  const gap = emptySide(a, b)
  if (gap !== undefined) return { reason: gap }
  const unseen = counts.current.reduce((sum, count, k) => sum + (counts.reference[k] === 0 ? count : 0), 0) / b
  const completeness = { reference: a / before, current: b / now }
  return { column: { type: 'counts', counts }, completeness, unseen }
}

function emptySide(reference: number, current: number): string | undefined {
  if (reference === 0 && current === 0) return 'has no value on either side'
  if (reference === 0) return 'has no value in the reference'
  return current === 0 ? 'has no value in the current rows' : undefined
}

/** How often each value occurs on both sides, the values ascending. */
async function countBoth(reference: Table, current: Table, cell: string): Promise<CategoryCounts> {
  const counted = await reference
    .sql(
      `SELECT v, count(*) FILTER (side = 0) AS a, count(*) FILTER (side = 1) AS b
       FROM (
         SELECT CAST(${cell} AS VARCHAR) AS v, 0 AS side FROM self
         UNION ALL SELECT CAST(${cell} AS VARCHAR), 1 FROM other
       )
       WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
      { other: current },
    )
    .rows()
  return {
    categories: counted.map(({ v }) => String(v)),
    reference: Float64Array.from(counted, ({ a }) => Number(a)),
    current: Float64Array.from(counted, ({ b }) => Number(b)),
  }
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
