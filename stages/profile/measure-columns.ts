import { sqlName, type Table } from 'millrace'
import { type CategoryBucket, type FeatureStatistics, type InferredType, numericStatistics } from 'millrace/ml'

const whole = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/
const fractional = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/
const words = /^(VARCHAR|ENUM\(.*\)|BOOLEAN|UUID|DATE|TIME.*|INTERVAL)$/s
const clock = /^(DATE|TIME.*|INTERVAL)$/

/** Model Monitor's type of a column, by DuckDB's name of its type; lists, records and bytes are not judged. */
export function inferredType(type: string): InferredType {
  if (whole.test(type)) return 'Integral'
  if (fractional.test(type)) return 'Fractional'
  return words.test(type) ? 'String' : 'Unknown'
}

/** Dates and times: read as text, but their values are new every time. */
export function isClock(type: string): boolean {
  return clock.test(type)
}

export interface MeasureOptions {
  /** Room of the sketches; see `kllSketch`. */
  readonly sketchSize: number
  /** Most values of a text column that are listed with their counts. */
  readonly mostValues: number
}

export interface MeasuredColumn {
  readonly statistics: FeatureStatistics
  /** DuckDB's name of its type. */
  readonly type: string
  /** Present values that cannot be read as the type asked for. */
  readonly mistyped: number
  /** Infinite numbers, which count as missing. */
  readonly infinite: number
}

/**
 * Statistics of one column, read as the type that is asked for (its own when none is). A text is a number where DuckDB
 * can cast it; a number is no text.
 */
export async function measureColumn(
  rows: Table,
  column: { readonly name: string; readonly type: string },
  { sketchSize, mostValues }: MeasureOptions,
  as: InferredType = inferredType(column.type),
): Promise<MeasuredColumn> {
  const { name, type } = column
  const cell = sqlName(name)
  const own = inferredType(type)
  const total = await rows.count()
  const [counted] = await rows.sql(`SELECT count(${cell}) AS present FROM self`).rows()
  const present = Number(counted?.present)
  const common = { num_present: present, num_missing: total - present }
  if (as === 'Integral' || as === 'Fractional') {
    const number = own === 'Integral' || own === 'Fractional' ? `${cell}::DOUBLE` : asNumber(cell, own)
    const kept = as === 'Integral' && own !== 'Integral' ? 'CASE WHEN v = trunc(v) THEN v END' : 'v'
    const values = await rows.sql(`SELECT ${kept} AS v FROM (SELECT ${number} AS v FROM self)`).values('v')
    const [odd] = await rows
      .sql(
        `SELECT count(*) FILTER (isinf(v)) AS infinite, count(*) FILTER (isnan(v)) AS nan FROM (SELECT ${number} AS v FROM self)`,
      )
      .rows()
    const infinite = Number(odd?.infinite)
    const numbers = numericStatistics(values, { k: sketchSize })
    const mistyped = present - infinite - Number(odd?.nan) - (numbers?.common.num_present ?? 0)
    if (numbers === undefined) return { statistics: nothing(name, total), type, infinite, mistyped }
    return { statistics: { name, inferred_type: as, numerical_statistics: numbers }, type, infinite, mistyped }
  }
  if (as === 'Unknown' || present === 0) {
    return { statistics: nothing(name, total, common), type, mistyped: 0, infinite: 0 }
  }
  if (own !== 'String') return { statistics: nothing(name, total), type, mistyped: present, infinite: 0 }
  const string_statistics = { common, ...(await listValues(rows, cell, mostValues)) }
  return { statistics: { name, inferred_type: 'String', string_statistics }, type, mistyped: 0, infinite: 0 }
}

/** How many present values of a text column are outside of a domain. */
export async function countUnknown(rows: Table, name: string, domain: readonly string[]): Promise<number> {
  const values = rows.sql(`SELECT CAST(${sqlName(name)} AS VARCHAR) AS v, count(*) AS n FROM self GROUP BY ALL`)
  const allowed = new Set(domain)
  return (await values.rows())
    .filter(({ v }) => v !== null && !allowed.has(String(v)))
    .reduce((sum, { n }) => sum + Number(n), 0)
}

/** A date is no number, though DuckDB might turn it into one. */
function asNumber(cell: string, own: InferredType): string {
  return own === 'String' ? `TRY_CAST(CAST(${cell} AS VARCHAR) AS DOUBLE)` : 'CAST(NULL AS DOUBLE)'
}

async function listValues(rows: Table, cell: string, mostValues: number) {
  const counted = rows.sql(
    `SELECT CAST(${cell} AS VARCHAR) AS v, count(*) AS n FROM self WHERE ${cell} IS NOT NULL GROUP BY ALL`,
  )
  await counted.materialize()
  const listed = await counted.sql(`SELECT v, n FROM self ORDER BY n DESC, v LIMIT ${Number(mostValues)}`).rows()
  const buckets: CategoryBucket[] = listed.map(({ v, n }) => ({ value: String(v), count: Number(n) }))
  return { distinct_count: await counted.count(), distribution: { categorical: { buckets } } }
}

function nothing(name: string, rows: number, common = { num_present: 0, num_missing: rows }): FeatureStatistics {
  const distribution = { categorical: { buckets: [] } }
  return { name, inferred_type: 'Unknown', string_statistics: { common, distinct_count: 0, distribution } }
}
