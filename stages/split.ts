import { defineStage, figure, json, MillraceError, sqlName, type Table, table } from 'millrace'
import { splitTimeline } from 'millrace/report'
import { countSide, type Side, sidesFigure } from './split/count-sides.ts'
import { splitParams } from './split/params.ts'
import { splitRows } from './split/split-rows.ts'

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
 * side without rows is an error. For rows to calibrate on, put `hold-out` behind it.
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
    const { early, late, cutoff, what } = await splitRows(rows, n, params, seed)
    const { train, test, summary } = await sides(early, late, params.target, what)
    if (params.by !== 'time' || cutoff === undefined) {
      return { train, test, timeline: sidesFigure(summary.train, summary.test), summary: { by: params.by, ...summary } }
    }
    const { time, target } = params
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
