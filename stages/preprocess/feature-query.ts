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
 *     numbered   the rows, numbered in the order they came
 *     base       numbered with windows by length of time, without the row's own moment
 *     history_n  what was known at the end of each moment, for each key: windows that include that moment
 *     moment_n   the last value of each moment, for each key
 *     looked     base ASOF JOIN history_n ON the keys are equal AND the history is of an earlier moment,
 *                JOIN moment_n ON the keys are equal AND the moment is that long before
 *     mirrored   looked JOIN looked ON the same event, another entity
 *     derived    mirrored with the expressions
 *     encoded    derived with categories as numbers
 *
 * An inclusive window joined on `<` cannot see its own moment; a window of PRECEDING rows would see another row of the
 * entity on the same day.
 */
export function featureQuery(params: PreprocessParams): string {
  const { entity, time, event, lags, counterpart, derive, encode, where } = params
  const lookBacks = collectLookBacks(params)
  const lagList = Object.entries(lags).map(([name, lag]) => ({ name, ...lag, keys: keysOf(params, lag.by) }))
  const results = [
    ...lookBacks.flatMap((lookBack, i) =>
      lookBack.results.map(({ name, joined }) => `${joined(`history_${i}.${sqlName(name)}`)} AS ${sqlName(name)}`),
    ),
    ...lagList.map(({ name }, i) => `moment_${i}.__value AS ${sqlName(name)}`),
  ]
  const equal = (keys: readonly string[], other: string) =>
    keys.map((key) => `base.${sqlName(key)} = ${other}.${sqlName(key)} AND `).join('')
  const joins = [
    ...lookBacks.map(
      ({ keys }, i) =>
        `ASOF LEFT JOIN history_${i} ON ${equal(keys, `history_${i}`)}base.${sqlName(time)} > history_${i}.__time`,
    ),
    ...lagList.map(
      ({ keys, back }, i) =>
        `LEFT JOIN moment_${i} ON ${equal(keys, `moment_${i}`)}moment_${i}.__time = base.${sqlName(time)} - ${lengthOf(back)}`,
    ),
  ]
  const fetched = (counterpart?.columns ?? []).map(
    (column) => `other.${sqlName(column)} AS ${sqlName(`${counterpart?.prefix}${column}`)}`,
  )
  const mirror =
    counterpart === undefined || event === undefined || entity === undefined
      ? ''
      : `LEFT JOIN looked AS other ON other.${sqlName(event)} = looked.${sqlName(event)} AND other.${sqlName(entity)} <> looked.${sqlName(entity)}`
  const derived = Object.entries(derive).map(([name, expression]) => `(${expression}) AS ${sqlName(name)}`)
  const order = [time, event, entity].flatMap((name) => (name === undefined ? [] : [sqlName(name)]))
  const parts = [
    'numbered AS (SELECT row_number() OVER () AS __row, * FROM self)',
    `base AS (SELECT ${list(['*', ...windows(params)])} FROM numbered)`,
    ...lookBacks.map((lookBack, i) => `history_${i} AS (${historyQuery(lookBack, time)})`),
    ...lagList.map((lag, i) => `moment_${i} AS (${momentQuery(lag, time)})`),
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

const keysOf = ({ entity }: PreprocessParams, by: readonly string[]): string[] => [
  ...new Set([...(entity === undefined ? [] : [entity]), ...by]),
]

/** A length of time as SQL: `INTERVAL '12 months'`, or a number where the time is one. */
const lengthOf = (back: number | string) => (typeof back === 'number' ? String(back) : `INTERVAL ${sqlString(back)}`)

const partition = (keys: readonly string[]) => (keys.length === 0 ? '' : `PARTITION BY ${list(keys.map(sqlName))} `)

function collectLookBacks(params: PreprocessParams): LookBack[] {
  const { time, rolling, since } = params
  const found = new Map<string, LookBack>()
  const lookBack = (by: readonly string[], column: string | undefined): LookBack => {
    const keys = keysOf(params, by)
    const id = JSON.stringify([keys, column])
    const known = found.get(id) ?? { keys, column, results: [] }
    found.set(id, known)
    return known
  }
  for (const [name, { column, aggregate, last, by, minimum }] of Object.entries(rolling)) {
    if (last === undefined) continue
    const { keys, results } = lookBack(by, column)
    const frame = `OVER (${partition(keys)}ORDER BY __time, __row ROWS BETWEEN ${last - 1} PRECEDING AND CURRENT ROW)`
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

/** Aggregates over a length of time: the row's own moment, and all rows of it, are left out of the frame. */
function windows(params: PreprocessParams): string[] {
  return Object.entries(params.rolling).flatMap(([name, { column, aggregate, within, by, minimum }]) => {
    if (within === undefined) return []
    const frame = `OVER (${partition(keysOf(params, by))}ORDER BY ${sqlName(params.time)} RANGE BETWEEN ${lengthOf(within)} PRECEDING AND CURRENT ROW EXCLUDE GROUP)`
    const value = `${sqlAggregate[aggregate]}(${sqlName(column)}) ${frame}`
    const enough =
      minimum === 1 ? value : `CASE WHEN count(${sqlName(column)}) ${frame} >= ${minimum} THEN ${value} END`
    return [`${enough} AS ${sqlName(name)}`]
  })
}

/** One value a moment: the last of its rows that has one. */
function momentQuery({ keys, column }: { readonly keys: readonly string[]; readonly column: string }, time: string) {
  const quoted = keys.map(sqlName)
  return `SELECT ${list([...quoted, `${sqlName(time)} AS __time`, `${sqlName(column)} AS __value`])} FROM numbered
  WHERE ${sqlName(column)} IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY ${list([...quoted, sqlName(time)])} ORDER BY __row DESC) = 1`
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
