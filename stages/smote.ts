import {
  defineStage,
  type FeatureList,
  figure,
  json,
  MillraceError,
  optional,
  resolveFeatures,
  syntheticColumn,
  table,
} from 'millrace'
import { classBalance } from 'millrace/report'
import { smoteParams } from './smote/params.ts'
import { resampleRows } from './smote/resample-rows.ts'
import { resampledTable } from './smote/resampled-table.ts'

/**
 * Brings the classes of the training rows nearer to one size, by default by adding synthetic rows of the rarer classes
 * (SMOTE): each lies between a row and one of its nearest neighbours of the same class. It buys recall of rare classes and
 * pays with probabilities that no longer follow the true frequencies, so judge it beside a model without it. `method` names
 * others: rows copied, rows left out, rows cleaned away where classes overlap.
 *
 * Takes training rows only: `train` must be tagged so. Neighbours are searched among features whose gaps are filled
 * with medians and which have mean 0 and deviation 1; the values themselves are taken as they are, gaps included. Flags
 * are nominal (SMOTENC): a synthetic row takes the commonest value of the neighbours, it is never half at home.
 *
 * Gives `train` with the rows that are kept, as they came and with all columns, then copied and synthetic rows; the latter
 * have NULL in other columns. A column `synthetic` tells the added rows apart. Features that are interpolated become DOUBLE.
 * `balance` draws the classes before and after; `summary` counts them.
 */
export default defineStage({
  section: 'balance',
  inputs: { train: table({ tag: 'train' }), features: optional(json<FeatureList>()) },
  outputs: { train: table({ tag: 'train' }), balance: figure(), summary: json() },
  params: smoteParams,

  async run({ inputs, params, seed }) {
    const train = await inputs.train.materialize()
    if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
      throw new MillraceError('E_PARAMS', `The training table already has a column "${syntheticColumn}".`, {
        hint: 'Resample once, from rows as they were observed.',
      })
    }
    const { target, classes, names, flags } = await resolveFeatures(train, inputs.features, params)
    const { features, labels } = await train.matrix({ features: names, target, classes })
    const nominal = params.nominal === 'auto' ? flags : params.nominal
    const made = await resampleRows(features, labels, params, nominal, seed)
    const balance = classBalance({
      classes: made.counts.map((count) => count.class),
      before: made.counts.map(({ before }) => before),
      after: made.counts.map(({ after }) => after),
    })
    return {
      train: await resampledTable(train, made, { target, flags: nominal }),
      balance,
      summary: {
        method: params.method,
        target,
        classes: made.counts,
        nominal,
        gapsFilledForTheSearch: Float64Array.from(features.data).filter(Number.isNaN).length,
      },
    }
  },
})
