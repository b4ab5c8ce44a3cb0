import { MillraceError, sqlName, type Table } from 'millrace'
import type { Probabilities } from 'millrace/ml'
import type { CompareParams } from './params.ts'

/** What one wire says of its rows, in the order of their keys. */
export interface Forecast {
  /** As wired. */
  readonly label: string
  readonly keys: readonly string[]
  /** Codes into the classes: what happened. */
  readonly actual: { readonly classes: readonly string[]; readonly codes: Int32Array }
  readonly probabilities: Probabilities
}

/**
 * The probabilities of a table of predictions, in columns `p_<class>`.
 * @throws E_TABLE_COLUMN, E_TABLE_LABEL; E_ML_EMPTY for no rows; E_TABLE_VALUE for two rows of one key, or a missing
 *   probability
 */
export async function readForecast(label: string, table: Table, params: CompareParams): Promise<Forecast> {
  const { key, target, classes } = params
  const columns = new Set((await table.columns()).map(({ name }) => name))
  for (const name of [...key, target, ...classes.map((each) => `p_${each}`)]) {
    if (columns.has(name)) continue
    throw new MillraceError('E_TABLE_COLUMN', `The predictions "${label}" have no column "${name}".`, {
      hint: 'Name keys in `keep` of cross-validate; probabilities of a class stand in p_<class>.',
    })
  }
  const own = classes.map((_, k) => `__p_${k}`)
  const probabilities = classes.map((name, k) => `${sqlName(`p_${name}`)} AS __p_${k}`).join(', ')
  const ordered = await table
    .sql(
      `SELECT CAST(row(${key.map(sqlName).join(', ')}) AS VARCHAR) AS __key, ${sqlName(target)} AS __target, ${probabilities}
       FROM self ORDER BY ${key.map(sqlName).join(', ')}`,
    )
    .materialize()
  const keys = (await ordered.column('__key')).values as string[]
  if (keys.length === 0) throw new MillraceError('E_ML_EMPTY', `The predictions "${label}" have no rows.`)
  const twice = keys.find((each, i) => each === keys[i - 1])
  if (twice !== undefined) {
    throw new MillraceError('E_TABLE_VALUE', `The predictions "${label}" have two rows of the key ${twice}.`, {
      hint: `Name in \`key\` columns that tell all rows apart; now they are ${key.join(', ')}.`,
    })
  }
  const { features, labels } = await ordered.matrix({ features: own, target: '__target', classes })
  const data = new Float64Array(features.data.length)
  for (let i = 0; i < features.rows; i++) {
    for (let k = 0; k < classes.length; k++) {
      const p = features.data[k * features.rows + i] as number
      if (Number.isNaN(p)) {
        throw new MillraceError('E_TABLE_VALUE', `The predictions "${label}" have no p_${classes[k]} for ${keys[i]}.`)
      }
      data[i * classes.length + k] = p
    }
  }
  return { label, keys, actual: labels, probabilities: { rows: features.rows, classes, data } }
}

/** Forecasts that are compared must be of the same rows with the same truth. @throws E_PARAMS naming the first that differs */
export function requireSameRows(group: string, [first, ...others]: readonly Forecast[]): void {
  if (first === undefined) return
  const wrong = (other: Forecast, what: string) =>
    new MillraceError('E_PARAMS', `In the group "${group}", "${other.label}" ${what} "${first.label}".`, {
      hint: 'Forecasts of different rows cannot be compared: judge them on the same ones, or make groups of them.',
    })
  for (const other of others) {
    const differs = first.keys.findIndex((key, i) => key !== other.keys[i])
    if (differs >= 0 || first.keys.length !== other.keys.length) {
      const where = differs < 0 ? '' : `; the first that differs is ${first.keys[differs]}`
      throw wrong(other, `has ${other.keys.length} rows, other ones than the ${first.keys.length}${where}, of`)
    }
    const told = first.actual.codes.findIndex((code, i) => code !== other.actual.codes[i])
    if (told >= 0) throw wrong(other, `says that ${first.keys[told]} ended otherwise than`)
  }
}
