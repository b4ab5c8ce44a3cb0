import {
  defineStage,
  type FeatureList,
  figure,
  json,
  MillraceError,
  model,
  optional,
  syntheticColumn,
  table,
  z,
} from 'millrace'
import { type GroupThresholds, requireClassifier } from 'millrace/ml'
import type { TableFigure } from 'millrace/report'
import { featuresOf } from './bias-report/read-outcome.ts'
import type { ThresholdsFitted } from './bias-report/require-unseen.ts'
import { fitThresholds } from './group-thresholds/fit-thresholds.ts'

const name = z.string().min(1)

/**
 * Gives a model of two classes a threshold for each group, so that the groups are treated alike (Hardt, Price and Srebro,
 * 2016): alike in how many are predicted positive (`demographicParity`), in how many positive rows are recognised
 * (`equalOpportunity`), or in that and in how many negative rows are taken for positive (`equalizedOdds`). Of all thresholds
 * whose rates lie within `tolerance` of one another, the most accurate are taken. One threshold a group: no lots are drawn.
 *
 * They are fitted on `held`: rows that the model has not seen and that do not judge it afterwards. Both is checked, here
 * for the training rows, in `bias-report` and `compare-bias` for the test rows. Groups of fewer rows than `minimumGroup`
 * keep the threshold of 0.5.
 *
 * `model` decides by the thresholds; its probabilities are moved so that each lies at 0.5, and are not calibrated any more.
 * To predict, it needs the columns of `facet`.
 */
export default defineStage({
  section: 'bias',
  inputs: { model: model(), held: table(), features: optional(json<FeatureList>()) },
  outputs: { model: model(), thresholds: json<GroupThresholds>(), table: figure() },
  params: z.strictObject({
    facet: z.union([name, z.array(name).min(1)]).describe('The column, or columns, by which rows are grouped.'),
    positive: name.describe('The class that is the wanted outcome.'),
    constraint: z
      .enum(['demographicParity', 'equalOpportunity', 'equalizedOdds'])
      .default('equalizedOdds')
      .describe('Which rates are to be alike.'),
    tolerance: z.number().min(0).lt(1).default(0.02).describe('How far apart the rates of two groups may lie.'),
    minimumGroup: z.int().min(1).default(30).describe('Groups of fewer rows keep 0.5.'),
    target: name.optional().describe('The column with the true classes; default: as `features` says.'),
  }),
  random: false,

  async run({ inputs, params }) {
    const held = await inputs.held.materialize()
    const { model: fitted, training } = inputs.model
    const classifier = requireClassifier(fitted)
    const digest = await held.digest()
    const synthetic = (await held.columns()).some((column) => column.name === syntheticColumn)
    if (digest === training.digest || synthetic) {
      throw new MillraceError(
        'E_PARAMS',
        synthetic
          ? 'The held-out rows hold synthetic ones.'
          : 'The held-out rows are those that the model was fitted on.',
        { hint: 'Split the training rows once more, and wire to `held` the side that the model does not learn from.' },
      )
    }
    const target = params.target ?? inputs.features?.target ?? inputs.model.target
    const { labels: actual } = await held.matrix({ features: [], target, classes: classifier.classes })
    const features = await featuresOf(held, inputs.model)
    const columns = [params.facet].flat()
    const { model, thresholds } = await fitThresholds(classifier, held, features, actual, { ...params, columns })
    const note: ThresholdsFitted = { constraint: params.constraint, facet: columns, rows: digest }
    return {
      model: { ...inputs.model, model, params: { ...inputs.model.params, groupThresholds: note } },
      thresholds: {
        ...thresholds,
        thresholds: thresholds.thresholds.map((one) => ({
          ...one,
          threshold: Math.max(0, Math.min(1, one.threshold)),
        })),
      },
      table: thresholdsTable(thresholds, params.constraint, params.positive),
    }
  },
})

function thresholdsTable(
  { thresholds, accuracy, gap }: GroupThresholds,
  constraint: string,
  positive: string,
): TableFigure {
  const words = { demographicParity: 'selection rates', equalOpportunity: 'true positive rates' }[constraint]
  const n = thresholds.reduce((sum, { rows }) => sum + rows, 0)
  return {
    type: 'table',
    title: `With a threshold a group, ${words ?? 'true and false positive rates'} lie at most ${(100 * gap).toFixed(1)} percentage points apart`,
    subtitle: `Predicted ${positive} above the threshold; on the held-out rows, ${(100 * accuracy).toFixed(1)} % of ${n.toLocaleString('en')} right`,
    description: 'A lower threshold means that less is asked of the group.',
    columns: [{ label: 'group' }, { label: 'threshold', align: 'right' }, { label: 'n', align: 'right', digits: 0 }],
    rows: thresholds.map(({ group, threshold, rows }) => [
      group,
      Number.isFinite(threshold) ? threshold : threshold > 0 ? 'nobody' : 'everybody',
      rows,
    ]),
  }
}
