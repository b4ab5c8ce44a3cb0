import {
  defineStage,
  type FeatureList,
  figure,
  json,
  MillraceError,
  model,
  optional,
  resolveFeatures,
  syntheticColumn,
  table,
} from 'millrace'
import { describeModel } from './train/describe-model.ts'
import { fitLearner } from './train/fit-learner.ts'
import { trainParams } from './train/params.ts'

/**
 * Fits a learner on the training rows. Splitting and resampling are other stages' business.
 *
 * `learner` chooses: `randomForest` and `logisticRegression` with scikit-learn's names and defaults, or the baselines
 * `classFrequency` (the class shares of training for every row) and `groupFrequency` (the class shares by the value of
 * one column). Gaps are filled with medians of the rows that are not synthetic, and the imputer travels inside the
 * model, so that serving fills in as training did.
 *
 * Gives `model` with its target, its parameters and the digest of the rows that it was fitted on, and `importance`: how
 * much each feature reduced the impurity, or, for a learner that has no such thing, what it was fitted to.
 */
export default defineStage({
  inputs: { train: table({ tag: 'train' }), features: optional(json<FeatureList>()) },
  outputs: { model: model(), importance: figure() },
  params: trainParams,

  async run({ inputs, params, seed, progress }) {
    const train = await inputs.train.materialize()
    const rows = await train.count()
    if (rows === 0) throw new MillraceError('E_ML_EMPTY', 'The training table has no rows.')
    const wanted = params.learner === 'groupFrequency' ? { ...params, features: [params.group] } : params
    const { target, classes, names } = await resolveFeatures(train, inputs.features, wanted)
    const { features, labels } = await train.matrix({ features: names, target, classes })
    const marked = (await train.columns()).some(({ name }) => name === syntheticColumn)
    const real = marked ? await train.sql(`SELECT * FROM self WHERE NOT ${syntheticColumn}`).materialize() : train
    const observed = marked ? (await real.matrix({ features: names })).features : features

    const fitted = await fitLearner({ features, labels, observed }, params, seed, progress)
    const { target: _target, classes: _classes, ...learner } = params
    const { features: _features, ...own } = { features: undefined, ...learner }
    return {
      model: {
        model: fitted,
        target,
        training: { digest: await train.digest(), rows, syntheticRows: rows - (await real.count()) },
        params: own,
      },
      importance: describeModel(fitted, target, rows),
    }
  },
})
