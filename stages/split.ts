import { defineStage, figure, json, MillraceError, sqlName, Table, table } from 'millrace'
import { splitTimeline } from 'millrace/report'
import { countSide, type Side, sidesFigure } from './split/count-sides.ts'
import { drawGroups, drawRows, drawStratified } from './split/draw-test-rows.ts'
import { daysOf, findCutoff } from './split/find-cutoff.ts'
import { type RandomSplitParams, splitParams } from './split/params.ts'

export interface SplitSummary {
  readonly by: string
  readonly cutoff?: string
  readonly train: Side
  readonly test: Side
}

/**
 * Splits a table into rows to learn from and rows to be judged on. From here on the rows carry the tag `train` or
 * `test`: a table of test rows cannot be wired into a stage that learns.
 *
 * `by: time` takes rows before `cutoff` for training and rows from that day on for the test, or lays the cutoff where
 * the test rows come nearest to `testShare`. A day is never split, whatever the time of day of its rows. `by: ratio`
 * draws rows at random, `by: stratified` keeps the shares of the values of `stratify`, `by: group` keeps rows together
 * that agree in the columns of `group` (both rows of a match, all rows of a patient). `by: given` takes the division that a
 * column holds, such as the file that a row came from.
 *
 * Both sides keep the order of the rows. `timeline` shows them; with `target` the classes are counted on both sides. A
 * side without rows is an error.
 */
export default defineStage({
  section: 'split',
  inputs: { table: table() },
  outputs: {
    train: table({ tag: 'train' }),
    test: table({ tag: 'test' }),
    timeline: figure(),
    summary: json<SplitSummary>(),
  },
  params: splitParams,

  async run({ inputs, params, seed }) {
    const rows = await inputs.table.materialize()
    const n = await rows.count()
    if (n < 2) throw new MillraceError('E_ML_EMPTY', `There are ${n} rows to split, at least 2 are needed.`)
    if (params.by !== 'time') {
      const drawn = await draw(rows, n, params, seed)
      const marked = Table.from({ __test: Uint8Array.from({ length: n }, (_, i) => (drawn.has(i) ? 1 : 0)) })
      const side = (wanted: number) =>
        rows.sql(`SELECT * EXCLUDE (__test) FROM self POSITIONAL JOIN marked WHERE __test = ${wanted}`, { marked })
      const { train, test, summary } = await sides(
        side(0),
        side(1),
        params.target,
        `The ${params.by} split of ${n} rows`,
      )
      return { train, test, timeline: sidesFigure(summary.train, summary.test), summary: { by: params.by, ...summary } }
    }
    const { time, target } = params
    const { from, to } = await daysOf(rows, time)
    const cutoff = params.cutoff ?? (await findCutoff(rows, time, params.testShare ?? 0))
    const side = (is: '<' | '>=') =>
      rows.sql(`SELECT * FROM self WHERE CAST(${sqlName(time)} AS DATE) ${is} DATE '${cutoff}'`)
    const what = `A cutoff at ${cutoff} in ${n} rows from ${from} to ${to}`
    const { train, test, summary } = await sides(side('<'), side('>='), target, what)
    const label = target === undefined ? '' : `, coalesce(CAST(${sqlName(target)} AS VARCHAR), 'NULL') AS label`
    const drawn = await rows
      .sql(`SELECT CAST(CAST(${sqlName(time)} AS DATE) AS VARCHAR) AS date${label} FROM self`)
      .rows()
    const timeline = splitTimeline({
      cutoff,
      rows: drawn.map((row) => ({
        date: String(row.date),
        part: String(row.date) < cutoff ? ('train' as const) : ('test' as const),
        ...(target === undefined ? {} : { label: String(row.label) }),
      })),
    })
    return { train, test, timeline, summary: { by: 'time', cutoff, ...summary } }
  },
})

async function draw(rows: Table, n: number, params: RandomSplitParams, seed: number): Promise<Set<number>> {
  if (params.by === 'given') {
    const keys = (await rows.sql(`SELECT CAST(${sqlName(params.column)} AS VARCHAR) AS key FROM self`).column('key'))
      .values
    return new Set(Array.from(keys as string[], (key, i) => (params.test.includes(key) ? i : -1)).filter((i) => i >= 0))
  }
  if (params.by === 'ratio') return new Set(drawRows(n, params.testShare, seed))
  const columns = params.by === 'group' ? params.group : [params.stratify]
  const key = `CAST(row(${columns.map(sqlName).join(', ')}) AS VARCHAR) AS key`
  const keys = (await rows.sql(`SELECT ${key} FROM self`).column('key')).values as string[]
  return new Set((params.by === 'group' ? drawGroups : drawStratified)(keys, params.testShare, seed))
}

async function sides(early: Table, late: Table, target: string | undefined, what: string) {
  const [train, test] = [early.withTag('train'), late.withTag('test')]
  const summary = { train: await countSide(train, target), test: await countSide(test, target) }
  for (const [name, { rows }] of Object.entries(summary)) {
    if (rows > 0) continue
    throw new MillraceError('E_ML_EMPTY', `${what} leaves no row for the ${name} side.`, {
      hint: 'Move the cutoff, or change the share.',
    })
  }
  return { train, test, summary }
}
