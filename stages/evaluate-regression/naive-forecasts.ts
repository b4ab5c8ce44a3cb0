import { MillraceError, sqlName, sqlString, syntheticColumn, type Table } from 'millrace'
import type { EvaluateRegressionParams } from './params.ts'

type Params = Pick<EvaluateRegressionParams, 'time' | 'season' | 'group'>

/** The rows of a series in the order of time. */
interface Step {
  /** As text, by which the season before is found. */
  readonly at: string
  readonly seasonBefore: string | null
  readonly value: number
  /** Row of the test table; undefined for a training row. */
  readonly row?: number
}

/** What the rows say without a model: NaN where they say nothing, such as a season before that is not there. */
export type NaiveForecasts = Readonly<Record<string, Float64Array>>

/**
 * What anybody could say without a model. From the training rows alone: their mean, and with `group` the mean by its
 * values. With `time` for each row from all rows before it, one step ahead, as a model with lagged features does:
 * - `lastValue`: the value of the row before
 * - `drift`: that value and the mean change of all rows before
 * - `seasonalNaive`: the value of one `season` before, by the calendar, not by counting rows
 * - `seasonalDifference`: that value and how much the row before differs from the one a season before it
 *
 * Source: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd ed., 5.2.
 * @throws E_PARAMS for synthetic training rows; E_TABLE_VALUE for a time that is missing or twice there
 */
export async function naiveForecasts(
  train: Table<'train'>,
  test: Table<'test'>,
  target: string,
  params: Params,
): Promise<{
  readonly forecasts: NaiveForecasts /** In the order of time, where there is one. */
  readonly training: Float64Array
}> {
  if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
    throw new MillraceError('E_PARAMS', 'The training rows hold synthetic ones, which are no baseline.', {
      hint: 'Wire `train` from the split.',
    })
  }
  const learnt = (await train.values(target)).filter((value) => !Number.isNaN(value))
  if (learnt.length === 0) throw new MillraceError('E_ML_EMPTY', `No training row has a value of "${target}".`)
  const n = await test.count()
  const mean = learnt.reduce((sum, value) => sum + value, 0) / learnt.length
  const forecasts: Record<string, Float64Array> = { mean: new Float64Array(n).fill(mean) }
  if (params.group !== undefined) {
    forecasts[`meanBy_${params.group}`] = await meansByGroup(train, test, target, params.group, mean)
  }
  if (params.time === undefined) return { forecasts, training: learnt }
  const steps = await readSeries(train, test, target, params.time, params.season)
  Object.assign(forecasts, stepAhead(steps, n, params.season !== undefined))
  return {
    forecasts,
    training: Float64Array.from(steps.flatMap(({ row, value }) => (row === undefined ? [value] : []))),
  }
}

/** A value that training did not have gets the mean of all. */
async function meansByGroup(train: Table<'train'>, test: Table<'test'>, target: string, group: string, mean: number) {
  const key = `CAST(${sqlName(group)} AS VARCHAR)`
  const means = await train
    .sql(
      `SELECT ${key} AS g, avg(${sqlName(target)}) AS mean FROM self WHERE ${sqlName(target)} IS NOT NULL GROUP BY ALL`,
    )
    .rows()
  const known = new Map(means.map((row) => [row.g, Number(row.mean)]))
  const groups = await test.sql(`SELECT ${key} AS g FROM self`).rows()
  return Float64Array.from(groups, ({ g }) => known.get(g) ?? mean)
}

async function readSeries(
  train: Table<'train'>,
  test: Table<'test'>,
  target: string,
  time: string,
  season: Params['season'],
): Promise<Step[]> {
  const type = (await test.columns()).find(({ name }) => name === time)?.type ?? ''
  const calendar = /^(DATE|TIMESTAMP)/.test(type)
  if (season !== undefined && calendar !== (typeof season === 'string')) {
    throw new MillraceError('E_PARAMS', `season is ${JSON.stringify(season)}, and "${time}" is ${type}.`, {
      hint: calendar ? 'Write it as 1 year, 12 months or 7 days.' : 'Write it as a number in the unit of the column.',
    })
  }
  const at = `CAST(${sqlName(time)} AS ${calendar ? 'TIMESTAMP' : 'DOUBLE'})`
  const span = typeof season === 'string' ? `INTERVAL ${sqlString(season)}` : String(season)
  const before = season === undefined ? 'NULL' : `CAST(${at} - ${span} AS VARCHAR)`
  const columns = `CAST(${at} AS VARCHAR) AS at, ${at} AS time, ${before} AS before, CAST(${sqlName(target)} AS DOUBLE) AS value`
  const read = async (table: Table, isTest: boolean) =>
    (await table.sql(`SELECT ${columns} FROM self`).rows()).map((row, place) => {
      if (row.at === null) {
        throw new MillraceError('E_TABLE_VALUE', `Row ${place + 1} has no value in the time column "${time}".`)
      }
      const step = {
        at: String(row.at),
        seasonBefore: row.before as string | null,
        value: (row.value as number | null) ?? Number.NaN,
      }
      return { ...step, time: row.time as string | number, ...(isTest ? { row: place } : {}) }
    })
  const steps = [...(await read(train, false)).filter(({ value }) => !Number.isNaN(value)), ...(await read(test, true))]
  steps.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
  const twice = steps.find((step, i) => i > 0 && step.at === steps[i - 1]?.at)
  if (twice === undefined) return steps
  throw new MillraceError('E_TABLE_VALUE', `Two rows have the time ${twice.at} in "${time}".`, {
    hint: 'A series has one row a time: judge one series, or leave `time` out.',
  })
}

function stepAhead(steps: readonly Step[], n: number, seasonal: boolean): NaiveForecasts {
  const gaps = () => new Float64Array(n).fill(Number.NaN)
  const [lastValue, drift, seasonalNaive, seasonalDifference] = [gaps(), gaps(), gaps(), gaps()]
  const known = new Map(steps.map(({ at, value }) => [at, value]))
  const seasonAgo = (step: Step) =>
    (step.seasonBefore === null ? undefined : known.get(step.seasonBefore)) ?? Number.NaN
  for (const [i, step] of steps.entries()) {
    const previous = steps[i - 1]
    if (step.row === undefined || previous === undefined) continue
    const first = (steps[0] as Step).value
    lastValue[step.row] = previous.value
    drift[step.row] = previous.value + (i < 2 ? 0 : (previous.value - first) / (i - 1))
    seasonalNaive[step.row] = seasonAgo(step)
    seasonalDifference[step.row] = seasonAgo(step) + previous.value - seasonAgo(previous)
  }
  return { lastValue, drift, ...(seasonal ? { seasonalNaive, seasonalDifference } : {}) }
}

/** For reading, where the parameters name nothing better. */
export function naiveTitle(label: string, { group }: Params): string {
  const titles: Record<string, string> = {
    mean: 'the mean of training',
    lastValue: 'the last value',
    drift: 'the last value with drift',
    seasonalNaive: 'the same season before',
    seasonalDifference: 'the season before, moved by the last change',
  }
  return titles[label] ?? (group !== undefined && label === `meanBy_${group}` ? `the mean by ${group}` : label)
}
