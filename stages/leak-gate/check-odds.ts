import { didYouMean, MillraceError, type ResolvedFeatures, type Table } from 'millrace'
import { logLoss, pairedAdvantage } from 'millrace/ml'
import type { CheckedLeak, LeakWarning } from './leak-report.ts'
import type { LeakGateParams } from './params.ts'
import { count, signed } from './words.ts'

/**
 * Models that are better than the closing odds by more than chance: log losses on the same rows, the difference in standard errors. The
 * odds know all that was public at kick-off; what beats them clearly has most likely seen the result.
 */
export async function checkOdds(
  predictions: Table | undefined,
  { target, classes }: ResolvedFeatures,
  { odds, limits }: LeakGateParams,
): Promise<CheckedLeak> {
  const name = 'better-than-odds'
  if (odds === undefined) return { name, looked: 'nothing: `odds` names no columns', done: false, warnings: [] }
  if (predictions === undefined) {
    throw new MillraceError('E_MISSING_INPUT', 'The parameter `odds` is set, but `predictions` is not wired.', {
      hint: 'Wire `predictions` from the stage that judges: `predictions: evaluate.predictions`.',
    })
  }
  const named = classes ?? Object.keys(odds)
  const missing =
    named.find((each) => odds[each] === undefined) ?? Object.keys(odds).find((each) => !named.includes(each))
  if (missing !== undefined) {
    throw new MillraceError(
      'E_PARAMS',
      `The classes are ${named.join(', ')}, and \`odds\` has not the same: "${missing}".`,
      {
        hint: `Name a column for each of: ${named.join(', ')}.`,
      },
    )
  }
  const columns = (await predictions.columns()).map((each) => each.name)
  const models = columns
    .filter((column) => column.startsWith('p_') && column.endsWith(`_${named[0]}`))
    .map((column) => column.slice(2, -`_${named[0]}`.length))
    .filter((label) => named.every((each) => columns.includes(`p_${label}_${each}`)))
  if (models.length === 0) {
    const wanted = `p_model_${named[0]}`
    throw new MillraceError('E_TABLE_COLUMN', `The predictions have no columns such as "${wanted}".`, {
      hint: didYouMean(wanted, columns),
    })
  }
  const { labels } = await predictions.matrix({ features: [], target, classes: named })
  const market = await Promise.all(named.map((each) => predictions.values(odds[each]!)))
  const rows = Int32Array.from(labels.codes.keys()).filter((i) => market.every((column) => !Number.isNaN(column[i]!)))
  const actual = { classes: named, codes: rows.map((i) => labels.codes[i]!) }
  const losses = (values: readonly Float64Array[]) => {
    const data = new Float64Array(rows.length * named.length)
    for (const [at, row] of rows.entries()) {
      for (const [k, column] of values.entries()) data[at * named.length + k] = column[row]!
    }
    return logLoss(actual, { rows: rows.length, classes: named, data })
  }
  if (rows.length < 2) return { name, looked: 'nothing: no row has odds', done: false, warnings: [] }
  const reference = losses(market)
  const warnings: LeakWarning[] = []
  const seen: string[] = []
  for (const label of models) {
    const own = losses(await Promise.all(named.map((each) => predictions.values(`p_${label}_${each}`))))
    const { difference, standardError, z } = pairedAdvantage(own.perRow, reference.perRow)
    seen.push(`${label} ${signed(z, 1)}`)
    if (!(z < -limits.standardErrors)) continue
    warnings.push({
      name,
      features: [label],
      seen: -z,
      limit: limits.standardErrors,
      why: `On ${count(rows.length, 'row')} the log loss of “${label}” is ${own.value.toFixed(3)}, that of the closing odds ${reference.value.toFixed(3)}: ${signed(difference, 3)} ± ${standardError.toFixed(3)}, ${(-z).toFixed(1)} standard errors better than all that was public.`,
      whatToDo:
        'Look for a feature that was not known at kick-off: the other warnings, and the importance of features.',
    })
  }
  return {
    name,
    looked: `${count(models.length, 'model')} beside the odds on ${count(rows.length, 'row')}; standard errors: ${seen.join(', ')}`,
    done: true,
    warnings,
  }
}
