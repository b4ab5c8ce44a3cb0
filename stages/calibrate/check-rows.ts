import { MillraceError, type ModelBundle, sqlName, syntheticColumn, type Table } from 'millrace'

/**
 * Rows to calibrate on were not made by a resampler, and the model was not fitted on them.
 * @param key columns that name a row; without it rows are the same when they agree in every column that both tables have
 * @returns how many calibration rows look like a training row, where no key can tell whether they are one
 * @throws E_ML_EMPTY, E_PARAMS
 */
export async function checkCalibrationRows(
  calibration: Table<'calibration'>,
  train: Table<'train'>,
  bundle: ModelBundle,
  key: readonly string[] | undefined,
): Promise<number> {
  const n = await calibration.count()
  if (n === 0) throw new MillraceError('E_ML_EMPTY', 'There are no rows to calibrate on.')
  const names = (await calibration.columns()).map(({ name }) => name)
  if (names.includes(syntheticColumn)) {
    throw new MillraceError('E_PARAMS', 'The calibration rows went through a resampler.', {
      hint: 'Probabilities are calibrated on rows as they happen: wire `calibration` from `hold-out`.',
    })
  }
  const digest = await train.digest()
  if (digest !== bundle.training.digest) {
    throw new MillraceError(
      'E_PARAMS',
      `The model was fitted on other rows (${bundle.training.digest.slice(0, 8)}, ${bundle.training.rows} rows) than \`train\` holds (${digest.slice(0, 8)}, ${await train.count()} rows).`,
      { hint: 'Wire the table that the model was fitted on: it is compared with the rows to calibrate on.' },
    )
  }
  const known = new Set((await train.columns()).map(({ name }) => name))
  const columns = key ?? names.filter((name) => known.has(name))
  const same = columns.map((name) => `self.${sqlName(name)} IS NOT DISTINCT FROM train.${sqlName(name)}`).join(' AND ')
  const [found] = await calibration
    .sql(`SELECT count(*) AS n FROM self WHERE EXISTS (SELECT 1 FROM train WHERE ${same})`, { train })
    .rows()
  const shared = Number(found?.n ?? 0)
  // Two patients may have the same values; half of the rows do not have them by chance.
  if (shared === 0 || (key === undefined && shared * 2 <= n)) return shared
  throw new MillraceError(
    'E_PARAMS',
    `${shared} of ${n} calibration rows are among those that the model was fitted on.`,
    {
      hint: 'A model looks surer than it is on rows that it knows: train it on the `train` of `hold-out`, calibrate on the rest.',
    },
  )
}
