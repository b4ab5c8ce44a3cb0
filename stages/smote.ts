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
  z,
} from 'millrace'
import { smote, smotenc } from 'millrace/ml'
import { classBalance } from 'millrace/report'
import { appendSynthetic } from './smote/append-synthetic.ts'
import { searchMatrix } from './smote/search-matrix.ts'

const strategy = z.union([
  z.enum(['auto', 'notMajority', 'minority', 'notMinority', 'all']),
  z.number().positive().max(1),
  z.record(z.string(), z.int().min(0)),
])

/**
 * Adds synthetic rows of the rarer classes to the training rows (SMOTE): each lies between a row and one of its
 * nearest neighbours of the same class. It buys recall of rare classes and pays with probabilities that no longer
 * follow the true frequencies, so judge it beside a model without it.
 *
 * Takes training rows only: `train` must be tagged so. Neighbours are searched among features whose gaps are filled
 * with medians and which have mean 0 and deviation 1; the values themselves are taken as they are, gaps included. Flags
 * are nominal (SMOTENC): a synthetic row takes the commonest value of the neighbours, it is never half at home.
 *
 * Gives `train` with all columns and rows as they came, then the synthetic rows, whose other columns are NULL, and a
 * column `synthetic` that tells them apart. Features that are interpolated become DOUBLE. `balance` draws the classes
 * before and after; `summary` counts them.
 */
export default defineStage({
  inputs: { train: table({ tag: 'train' }), features: optional(json<FeatureList>()) },
  outputs: { train: table({ tag: 'train' }), balance: figure(), summary: json() },
  params: z.strictObject({
    kNeighbors: z.int().min(1).default(5).describe('Nearest neighbours of a row among which one is drawn.'),
    samplingStrategy: strategy
      .default('auto')
      .describe('Which classes grow: `auto` all to the size of the largest; or rows wanted by class.'),
    nominal: z
      .union([z.literal('auto'), z.array(z.string())])
      .default('auto')
      .describe('Features that are copied, not mixed: `auto` are the flags; an empty list is plain SMOTE.'),
    target: z.string().optional().describe('The column with the classes; default: as `features` says.'),
    classes: z.array(z.string()).min(2).optional().describe('The classes in their order.'),
    features: z.array(z.string()).min(1).optional().describe('The columns to mix; default: as `features` says.'),
  }),

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
    const { kNeighbors, samplingStrategy } = params
    const options = { seed, kNeighbors, samplingStrategy, search: searchMatrix(features, nominal) }
    const made = await (nominal.length === 0
      ? smote(features, labels, options)
      : smotenc(features, labels, { ...options, nominal }))
    const balance = classBalance({
      classes: made.counts.map((count) => count.class),
      before: made.counts.map(({ before }) => before),
      after: made.counts.map(({ after }) => after),
    })
    return {
      train: await appendSynthetic(train, {
        features: made.features,
        labels: Array.from(made.labels.codes, (code) => made.labels.classes[code] as string),
        target,
        flags: nominal,
      }),
      balance,
      summary: {
        target,
        classes: made.counts,
        nominal,
        gapsFilledForTheSearch: Float64Array.from(features.data).filter(Number.isNaN).length,
      },
    }
  },
})
