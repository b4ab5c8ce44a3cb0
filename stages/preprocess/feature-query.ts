import { sqlName, sqlString } from 'millrace'
import type { PreprocessParams } from './params.ts'

const list = (items: readonly string[]) => items.join(', ')
const sqlAggregate = { mean: 'avg', sum: 'sum', min: 'min', max: 'max', count: 'count' } as const

/** Columns of a look-back that share the keys and the column they look at: one history, one join. */
interface LookBack {
  readonly keys: readonly string[]
  /** Undefined: every row counts, whatever it holds. */
  readonly column: string | undefined
  readonly results: {
    readonly name: string
    /** What the history holds. */
    readonly history: string
    /** What a row makes of it. */
    readonly joined: (reference: string) => string
  }[]
}

/**
 * The whole stage as one SELECT over `self`:
 *
 *     base       the rows, numbered in the order they came
 *     history_n  what was known at the end of each moment, for each key: windows that include that moment
 *     looked     base ASOF JOIN history_n ON the keys are equal AND the history is of an earlier moment
 *     mirrored   looked JOIN looked ON the same event, another entity
 *     derived    mirrored with the expressions
 *     encoded    derived with categories as numbers
 *
 * An inclusive window joined on `<` cannot see its own moment; a window of PRECEDING rows would see another row of the
 * entity on the same day.
 */
export function featureQuery(params: PreprocessParams): string {
  const { entity, time, event, counterpart, derive, encode, where } = params
  const lookBacks = collectLookBacks(params)
  const results = lookBacks.flatMap((lookBack, i) =>
    lookBack.results.map(({ name, joined }) => `${joined(`history_${i}.${sqlName(name)}`)} AS ${sqlName(name)}`),
  )
  const joins = lookBacks.map(({ keys }, i) => {
    const equal = keys.map((key) => `base.${sqlName(key)} = history_${i}.${sqlName(key)}`)
    return `ASOF LEFT JOIN history_${i} ON ${equal.join(' AND ')} AND base.${sqlName(time)} > history_${i}.__time`
  })
  const fetched = (counterpart?.columns ?? []).map(
    (column) => `other.${sqlName(column)} AS ${sqlName(`${counterpart?.prefix}${column}`)}`,
  )
  const mirror =
    counterpart === undefined || event === undefined
      ? ''
      : `LEFT JOIN looked AS other ON other.${sqlName(event)} = looked.${sqlName(event)} AND other.${sqlName(entity)} <> looked.${sqlName(entity)}`
  const derived = Object.entries(derive).map(([name, expression]) => `(${expression}) AS ${sqlName(name)}`)
  const order = [time, ...(event === undefined ? [] : [event]), entity].map(sqlName)
  const parts = [
    'base AS (SELECT row_number() OVER () AS __row, * FROM self)',
    ...lookBacks.map((lookBack, i) => `history_${i} AS (${historyQuery(lookBack, time)})`),
    `looked AS MATERIALIZED (SELECT ${list(['base.*', ...results])} FROM base ${joins.join('\n')})`,
    `mirrored AS (SELECT ${list(['looked.*', ...fetched])} FROM looked ${mirror})`,
    `derived AS (SELECT ${list(['*', ...derived])} FROM mirrored)`,
    `encoded AS (SELECT ${encodeSelect(encode)} FROM derived)`,
  ]
  return `WITH ${parts.join(',\n')}
SELECT ${list(outputColumns(params).map(sqlName))}
FROM encoded ${where === undefined ? '' : `WHERE (${where})`}
ORDER BY ${list([...order, '__row'])}`
}

/** Kept columns, features, target: each once. */
export function outputColumns({ keep, features, target }: PreprocessParams): string[] {
  return [...new Set([...keep, ...features.map(({ name }) => name), target])]
}

function collectLookBacks({ entity, time, rolling, since }: PreprocessParams): LookBack[] {
  const found = new Map<string, LookBack>()
  const lookBack = (by: readonly string[], column: string | undefined): LookBack => {
    const keys = [...new Set([entity, ...by])]
    const id = JSON.stringify([keys, column])
    const known = found.get(id) ?? { keys, column, results: [] }
    found.set(id, known)
    return known
  }
  for (const [name, { column, aggregate, last, by, minimum }] of Object.entries(rolling)) {
    const { keys, results } = lookBack(by, column)
    const frame = `OVER (PARTITION BY ${list(keys.map(sqlName))} ORDER BY __time, __row ROWS BETWEEN ${last - 1} PRECEDING AND CURRENT ROW)`
    const value = `${sqlAggregate[aggregate]}(__value) ${frame}`
    const history = minimum === 1 ? value : `CASE WHEN count(__value) ${frame} >= ${minimum} THEN ${value} END`
    const joined = (reference: string) =>
      aggregate === 'count' && minimum === 1 ? `coalesce(${reference}, 0)` : reference
    results.push({ name, history, joined })
  }
  for (const [name, { by }] of Object.entries(since)) {
    const joined = (reference: string) => `date_diff('day', ${reference}, base.${sqlName(time)})`
    lookBack(by, undefined).results.push({ name, history: '__time', joined })
  }
  return [...found.values()]
}

function historyQuery({ keys, column, results }: LookBack, time: string): string {
  const quoted = keys.map(sqlName)
  const columns = results.map(({ name, history }) => `${history} AS ${sqlName(name)}`)
  // The last row of a moment has seen all rows of it.
  return `SELECT ${list([...quoted, '__time', ...columns])}
  FROM (
    SELECT __row, ${list(quoted)}, ${sqlName(time)} AS __time, ${column === undefined ? 'true' : sqlName(column)} AS __value
    FROM base
  )
  WHERE __value IS NOT NULL AND __time IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY ${list([...quoted, '__time'])} ORDER BY __row DESC) = 1`
}

function encodeSelect(encode: PreprocessParams['encode']): string {
  const replaced: string[] = []
  const added: string[] = []
  for (const [column, { as, categories }] of Object.entries(encode)) {
    const name = sqlName(column)
    const position = `list_position([${list(categories.map(sqlString))}], CAST(${name} AS VARCHAR))`
    const text = sqlString(`is a value of "${column}", but not among its declared categories: ${list(categories)}.`)
    const code = `CAST(CASE WHEN ${name} IS NULL THEN NULL WHEN ${position} IS NULL THEN error(CAST(${name} AS VARCHAR) || ' ' || ${text}) ELSE ${position} - 1 END AS INTEGER)`
    if (as === 'ordinal') replaced.push(`${code} AS ${name}`)
    else if (as === 'flag') replaced.push(`${code} = 1 AS ${name}`)
    else added.push(...categories.map((category, i) => `${code} = ${i} AS ${sqlName(`${column}_${category}`)}`))
  }
  return list([`*${replaced.length > 0 ? ` REPLACE (${list(replaced)})` : ''}`, ...added])
}
