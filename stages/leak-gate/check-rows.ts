import { didYouMean, MillraceError, type ResolvedFeatures, sqlName, sqlString, type Table } from 'millrace'
import type { CheckedLeak, LeakWarning } from './leak-report.ts'
import type { LeakGateParams } from './params.ts'
import { count } from './words.ts'

/** Test rows that stand among the training rows: all features and the target alike, or the key. NULL is like NULL. */
export async function checkSharedRows(
  train: Table,
  test: Table | undefined,
  { names, target }: ResolvedFeatures,
  { key, limits }: LeakGateParams,
): Promise<CheckedLeak> {
  const name = 'shared-rows'
  if (test === undefined) return { name, looked: 'nothing: no test rows are wired', done: false, warnings: [] }
  const total = await test.count()
  const warnings: LeakWarning[] = []
  for (const columns of [[...names, target], ...(key.length === 0 ? [] : [key])]) {
    const n = await alike(train, test, columns)
    if (n <= limits.sharedRows * total) continue
    const isKey = columns === key
    warnings.push({
      name,
      features: isKey ? key : [],
      seen: n / total,
      limit: limits.sharedRows,
      why: `${count(n, 'test row')} of ${count(total, 'row')} stand${n === 1 ? 's' : ''} among the training rows, too: ${isKey ? `the same ${key.join(', ')}` : `the same values in all ${count(names.length, 'feature')} and in “${target}”`}.`,
      whatToDo: isKey
        ? 'Split so that a key is on one side only (`by: group`).'
        : 'Drop duplicates before the split. Where rows are alike by nature, say so under `allow` or raise `limits.sharedRows`.',
    })
  }
  const looked = `${count(total, 'test row')} beside the training rows${key.length === 0 ? '' : `, also by ${key.join(', ')}`}`
  return { name, looked, done: true, warnings }
}

async function alike(train: Table, test: Table, columns: readonly string[]): Promise<number> {
  const names = columns.map(sqlName)
  const equal = names.map((column) => `self.${column} IS NOT DISTINCT FROM seen.${column}`).join(' AND ')
  const query = `SELECT count(*) AS n FROM self SEMI JOIN (SELECT DISTINCT ${names.join(', ')} FROM train) AS seen ON ${equal}`
  const [found] = await test.sql(query, { train: train as Table }).rows()
  return Number(found?.n)
}

/** Features that were known only at, or after, the moment that they are to foretell. */
export async function checkKnownAt(
  tables: readonly Table[],
  { knownAt, time, cutoff }: LeakGateParams,
): Promise<CheckedLeak> {
  const name = 'newer-than-cutoff'
  const wanted = Object.entries(knownAt)
  if (wanted.length === 0) {
    return { name, looked: 'nothing: `knownAt` names no column', done: false, warnings: [] }
  }
  if (time === undefined) {
    throw new MillraceError('E_PARAMS', 'The parameter `knownAt` is set, but `time` is not.', {
      hint: 'Say in `time` which column holds the moment that is foretold.',
    })
  }
  const warnings: LeakWarning[] = []
  for (const [column, features] of wanted) {
    let [late, rows] = [0, 0]
    for (const table of tables) {
      const known = (await table.columns()).map((each) => each.name)
      for (const needed of [column, time]) {
        if (known.includes(needed)) continue
        throw new MillraceError('E_TABLE_COLUMN', `The table has no column "${needed}".`, {
          hint: didYouMean(needed, known),
        })
      }
      const moment = (which: string) => `CAST(${sqlName(which)} AS TIMESTAMP)`
      const [found] = await table
        .sql(
          `SELECT count(*) AS total, count(*) FILTER (WHERE ${moment(column)} >= ${moment(time)} - CAST(${sqlString(cutoff)} AS INTERVAL)) AS late FROM self`,
        )
        .rows()
      late += Number(found?.late)
      rows += Number(found?.total)
    }
    if (late === 0) continue
    warnings.push({
      name,
      features,
      seen: late / rows,
      limit: 0,
      why: `In ${count(late, 'row')} of ${count(rows, 'row')} “${column}” is not before “${time}”${cutoff.startsWith('0 ') ? '' : ` minus ${cutoff}`}: ${features.map((each) => `“${each}”`).join(', ')} could not have been known.`,
      whatToDo: `Take the value as it stood before the cutoff, or leave ${features.length === 1 ? 'it' : 'them'} out.`,
    })
  }
  return { name, looked: `${wanted.map(([column]) => column).join(', ')} beside ${time}`, done: true, warnings }
}
