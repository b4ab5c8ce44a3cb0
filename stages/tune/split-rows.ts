import { type Labels, MillraceError, sqlName, type Table } from 'millrace'
import { groupKFold, kFold, purgedKFold, type SplitFold, stratifiedKFold, walkForward } from 'millrace/ml'
import type { TuneParams } from './params.ts'

type Folds = TuneParams['folds']

/** The folds of the training rows, as the parameters say. @throws E_TABLE_… for a column; E_ML_PARAMETER for too few rows */
export async function splitRows(
  train: Table,
  target: Labels | Float64Array,
  folds: Folds,
  seed: number,
): Promise<readonly SplitFold[]> {
  const { nSplits } = folds
  switch (folds.by) {
    case 'random':
      if (target instanceof Float64Array) return kFold(target.length, { nSplits, seed })
      return stratifiedKFold(target, { nSplits, seed })
    case 'group':
      return groupKFold(await texts(train, sqlName(folds.group)), { nSplits })
    case 'purged':
      return purgedKFold(
        { start: await times(train, folds.start), end: await times(train, folds.end) },
        { nSplits, embargo: (await isTime(train, folds.start)) ? folds.embargo * 86_400_000 : folds.embargo },
      )
    case 'time':
      return byTime(await periods(train, folds), folds)
  }
}

/** So many tests at the end of the periods, each as long; what comes before the first is its training. */
function byTime(keys: readonly string[], folds: Extract<Folds, { by: 'time' }>): SplitFold[] {
  const { nSplits, gap, window } = folds
  const count = new Set(keys).size
  const testPeriods = folds.testPeriods ?? Math.max(1, Math.floor((count - gap) / (nSplits + 1)))
  const minTrain = count - gap - nSplits * testPeriods
  if (minTrain < 1) {
    throw new MillraceError(
      'E_ML_PARAMETER',
      `There are ${count} periods; ${nSplits} tests of ${testPeriods} and a gap of ${gap} leave none to learn from.`,
      { hint: 'Take fewer or shorter tests, or a shorter period.' },
    )
  }
  return walkForward(keys, { minTrain, testPeriods, gap, ...(window === undefined ? {} : { maxTrain: window }) })
}

/** A text for each row that sorts as time does. */
function periods(train: Table, { time, period }: Extract<Folds, { by: 'time' }>): Promise<string[]> {
  const column = sqlName(time)
  if (period !== 'value') return texts(train, `date_trunc('${period}', ${column}::TIMESTAMP)`)
  return numbered(train, column)
}

/** Whatever the type, the place of each value among all. */
async function numbered(train: Table, expression: string): Promise<string[]> {
  const rows = await train
    .sql(`SELECT dense_rank() OVER (ORDER BY ${expression}) AS place, row_number() OVER () AS n FROM self ORDER BY n`)
    .rows()
  return rows.map(({ place }) => String(place).padStart(12, '0'))
}

async function texts(train: Table, expression: string): Promise<string[]> {
  const rows = await train.sql(`SELECT (${expression})::VARCHAR AS text FROM self`).rows()
  return rows.map(({ text }) => String(text))
}

async function isTime(train: Table, name: string): Promise<boolean> {
  const type = (await train.columns()).find((column) => column.name === name)?.type ?? ''
  return /^(DATE|TIMESTAMP)/.test(type)
}

async function times(train: Table, name: string): Promise<Float64Array> {
  if (!(await isTime(train, name))) return train.values(name)
  return train.sql(`SELECT epoch_ms(${sqlName(name)}::TIMESTAMP)::DOUBLE AS t FROM self`).values('t')
}
