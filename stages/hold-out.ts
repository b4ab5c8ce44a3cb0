import { defineStage, json, MillraceError, syntheticColumn, table } from 'millrace'
import { holdOutParams } from './hold-out/params.ts'
import { countSide, type Side } from './split/count-sides.ts'
import type { SplitParams } from './split/params.ts'
import { splitRows } from './split/split-rows.ts'

export interface HoldOutSummary {
  readonly by: string
  readonly cutoff?: string
  readonly train: Side
  readonly calibration: Side
}

/**
 * Sets rows of the training table aside to calibrate probabilities on: behind `split`, before any resampler. `train` keeps
 * the tag `train`; `calibration` has a tag of its own, so that no learner and no resampler can be wired to it, and
 * `calibrate` to nothing else. Boosting may take the same rows as its `validation`, if they are not to calibrate on too.
 *
 * The ways of `split` are those of the stage `split`: the latest days, rows at random, stratified, or by group. Both
 * sides keep the order of the rows. A side without rows is an error.
 */
export default defineStage({
  section: 'split',
  inputs: { train: table({ tag: 'train' }) },
  outputs: {
    train: table({ tag: 'train' }),
    calibration: table({ tag: 'calibration' }),
    summary: json<HoldOutSummary>(),
  },
  params: holdOutParams,

  async run({ inputs, params, seed }) {
    const rows = await inputs.train.materialize()
    if ((await rows.columns()).some(({ name }) => name === syntheticColumn)) {
      throw new MillraceError(
        'E_PARAMS',
        'The training rows hold synthetic ones, and rows held out must be observed.',
        {
          hint: 'Wire `train` from the split, and resample what this stage leaves for training.',
        },
      )
    }
    const n = await rows.count()
    if (n < 2) throw new MillraceError('E_ML_EMPTY', `There are ${n} training rows to split, at least 2 are needed.`)
    const { share, ...ways } = params
    const { early, late, cutoff, what } = await splitRows(rows, n, { ...ways, testShare: share } as SplitParams, seed)
    const [train, calibration] = [early.withTag('train'), late.withTag('calibration')]
    const sides = {
      train: await countSide(train, params.target),
      calibration: await countSide(calibration, params.target),
    }
    for (const [name, side] of Object.entries(sides)) {
      if (side.rows > 0) continue
      throw new MillraceError('E_ML_EMPTY', `${what} leaves no row for the ${name} side.`, {
        hint: 'Move the cutoff, or change the share.',
      })
    }
    return { train, calibration, summary: { by: params.by, ...(cutoff === undefined ? {} : { cutoff }), ...sides } }
  },
})
