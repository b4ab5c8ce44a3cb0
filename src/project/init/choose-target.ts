import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { sqlName, sqlString } from '../../table/quote.ts'
import type { LookedAtColumn, LookedAtFile } from './look-at-csv.ts'

/** The target column as classes: today learners tell classes apart and nothing else. */
export interface ChosenTarget {
  readonly name: string
  readonly classes: readonly string[]
  /** SQL for the class of a row. */
  readonly expression: string
  /** SQL condition of the rows that can be learnt from. */
  readonly where: string
  /** Sentences for the reader of the pipeline: what was decided. */
  readonly notes: readonly string[]
}

/** A number with more values than this is a quantity and not a class. */
const mostNumericClasses = 10
/** Fewer rows than this can be neither learnt from nor judged on. */
const leastRows = 5

/**
 * Classes of a target: its values, or, where it is a quantity, thirds of it.
 * @throws E_TABLE_COLUMN, E_INIT_TARGET
 */
export function chooseTarget(file: LookedAtFile, name: string): ChosenTarget {
  const column = file.columns.find((one) => one.name === name)
  if (column === undefined) {
    const names = file.columns.map((one) => one.name)
    throw new MillraceError('E_TABLE_COLUMN', `The file has no column "${name}".`, { hint: didYouMean(name, names) })
  }
  const isNumber = column.type === 'BIGINT' || column.type === 'DOUBLE'
  if (isNumber && column.distinct > mostNumericClasses) return thirds(column, file.tertiles(name))
  return values(column)
}

function thirds({ name, nulls }: LookedAtColumn, cuts: readonly number[]): ChosenTarget {
  const quoted = sqlName(name)
  const [low, high] = cuts as [number, number | undefined]
  const middle = high === undefined ? '' : ` WHEN ${quoted} <= ${high} THEN 'middle'`
  return {
    name,
    classes: high === undefined ? ['low', 'high'] : ['low', 'middle', 'high'],
    expression: `CASE WHEN ${quoted} <= ${low} THEN 'low'${middle} ELSE 'high' END`,
    where: `${quoted} IS NOT NULL`,
    notes: [
      'The target is a number. Learners tell classes apart today, so it is cut into classes of about a third of the rows:',
      high === undefined
        ? `low is up to ${low}, high is above it; a third class would be empty, since many rows have the same value.`
        : `low is up to ${low}, middle up to ${high}, high above it.`,
      'The limits are written down here and not computed in each run: they say what the question is.',
      ...missing(nulls),
    ],
  }
}

function values(column: LookedAtColumn): ChosenTarget {
  const { name, distinct, nulls } = column
  const kept = column.values.filter(({ rows }) => rows >= leastRows)
  const rare = column.values.filter(({ rows }) => rows < leastRows)
  if (kept.length < 2) {
    const what =
      distinct > 0 && column.values.length === 0
        ? `has ${distinct} different values, which are too many for classes`
        : `has ${kept.length === 1 ? 'one value' : 'no value'} with at least ${leastRows} rows`
    throw new MillraceError('E_INIT_TARGET', `The column "${name}" ${what}.`, {
      hint: 'Name a column with 2 to 50 values that come back, or a number.',
    })
  }
  const text = `CAST(${sqlName(name)} AS VARCHAR)`
  return {
    name,
    classes: kept.map(({ value }) => value),
    expression: text,
    where: `${text} IN (${kept.map(({ value }) => sqlString(value)).join(', ')})`,
    notes: [
      `The classes are the ${kept.length} values of the column.`,
      ...rare.map(({ value, rows }) => `Left out: ${JSON.stringify(value)}, which only ${rows} rows have.`),
      ...missing(nulls),
    ],
  }
}

const missing = (nulls: number) => (nulls > 0 ? [`Left out: ${nulls} rows without a value.`] : [])
