import { type ModelBundle, type ResolvedFeatures, sqlName, type Table } from 'millrace'
import { rootMeanSquaredError, rSquared, trendCheck } from 'millrace/ml'
import { isNumeric } from '../train/read-training.ts'
import type { CheckedLeak } from './leak-report.ts'
import type { LeakGateParams } from './params.ts'
import { count } from './words.ts'

const trees = /forest|tree|boost/i

/** A level that leaves the range of training is out of a tree's reach: a tree learner is told to learn differences. */
export async function checkTrend(
  train: Table,
  test: Table | undefined,
  models: Readonly<Record<string, ModelBundle>>,
  { target, classes }: ResolvedFeatures,
  { time, limits }: LeakGateParams,
): Promise<CheckedLeak> {
  const name = 'trend'
  const nothing = (why: string): CheckedLeak => ({ name, looked: `nothing: ${why}`, done: false, warnings: [] })
  if (classes !== undefined || !(await isNumeric(train, target))) return nothing('the target is no number')
  if (time === undefined) return nothing('`time` names no column')
  if (test === undefined) return nothing('no test rows are wired')
  const [before, after] = [await series(train, time, target), await series(test, time, target)]
  if (before.length < 3 || after.length === 0) return nothing('there are too few moments')
  const { shareOutside, trend, naive, lowest, highest } = trendCheck(before, after)
  // With an offset a tree learns what the column leaves: the trend is in the column. `auto` names the learners of its members.
  const grown = Object.entries(models).filter(
    ([, { model, params }]) =>
      model.learner !== 'offset' &&
      trees.test(`${params.learner} ${model.learner} ${JSON.stringify(params.members ?? [])}`),
  )
  const isTree = Object.keys(models).length === 0 || grown.length > 0
  const percent = `${(100 * shareOutside).toFixed(0)} %`
  const looked = `${count(before.length, 'moment')} of training, ${after.length} of the test, ${percent} of them out of range; Kendall’s τ ${trend.tau.toFixed(2)}`
  if (!isTree || shareOutside <= limits.outside || trend.pValue >= 0.01)
    return { name, looked, done: true, warnings: [] }
  const scores = await Promise.all(grown.map(([label, bundle]) => scoreOf(label, bundle, test, target)))
  return {
    name,
    looked,
    done: true,
    warnings: [
      {
        name,
        features: grown.map(([label]) => label),
        seen: shareOutside,
        limit: limits.outside,
        why: `“${target}” has a trend (Kendall’s τ ${trend.tau.toFixed(2)}), and ${percent} of its ${count(after.length, 'test value')} lie outside of ${Number(lowest.toPrecision(5))} to ${Number(highest.toPrecision(5))}, the range of training, beyond which a tree foretells nothing. Saying “as before” has RMSE ${naive.rmse.toPrecision(3)}, R² ${withMinus(naive.rSquared)}${scores.map((score) => `; ${score}`).join('')}.`,
        whatToDo:
          'Learn the difference to an earlier value (of the row before, or of the same season), and add that value back to what is foretold: the parameter `offset` of train.',
      },
    ],
  }
}

async function series(table: Table, time: string, target: string): Promise<Float64Array> {
  const value = sqlName(target)
  return table
    .sql(
      `SELECT CAST(avg(${value}) AS DOUBLE) AS level FROM self WHERE ${value} IS NOT NULL AND ${sqlName(time)} IS NOT NULL GROUP BY ${sqlName(time)} ORDER BY ${sqlName(time)}`,
    )
    .values('level')
}

/** What a tree makes of the same rows, where it foretells numbers. */
async function scoreOf(label: string, { model }: ModelBundle, test: Table, target: string): Promise<string> {
  if (model.task !== 'regression') return `“${label}” foretells no numbers`
  const known = test.sql(`SELECT * FROM self WHERE ${sqlName(target)} IS NOT NULL`)
  const { features } = await known.matrix({ features: model.featureNames, categories: model.categories })
  const [actual, foretold] = [await known.values(target), model.predict(features)]
  return `“${label}” has RMSE ${rootMeanSquaredError(actual, foretold).toPrecision(3)}, R² ${withMinus(rSquared(actual, foretold))}`
}

const withMinus = (value: number) => value.toFixed(3).replace('-', '\u2212')
