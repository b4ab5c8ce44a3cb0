import { defineStage, type FeatureList, figure, json, model, optional, resolveFeatures, table } from 'millrace'
import { describeModel } from './train/describe-model.ts'
import { fitModel } from './train/fit-model.ts'
import { trainParams } from './train/params.ts'
import { readCategories, readRows, readTraining, taskOfTarget } from './train/read-training.ts'
import { taskFor } from './train/task-for.ts'
import { wantedFeatures } from './train/wanted-features.ts'

/**
 * Fits a learner on the training rows. Splitting and resampling are other stages' business.
 *
 * `learner` chooses: `randomForest`, `extraTrees` and `boosting`; `logisticRegression`, `linearRegression`, `ridge`,
 * `lasso` and `elasticNet`; `voting` and `stacking` of several; and the baselines `classFrequency`, `groupFrequency`,
 * `mean`, `median`, `quantile`, `groupMean`, `lastValue`, `seasonalNaive` and `drift`. Names and defaults are
 * scikit-learn's, and XGBoost's for boosting, in camelCase. Most predict classes and numbers: `task` says which, where
 * the target does not.
 *
 * What is done to features first travels inside the model, so that serving does as training did: `categorical` names
 * columns of text that become numbers as `encode` says, `impute` fills gaps by the rows that are not synthetic, `scale`
 * makes scales alike. `weight` names a column of weights. Boosting stops early by the rows of `validation`, which should
 * be in neither `train` nor the test.
 *
 * The model is the same for any number of `threads`.
 *
 * Gives `model` with its target, its parameters and the digest of the rows that it was fitted on, and `importance`: how
 * much each feature contributed, or, for a learner that has no such thing, what it was fitted to.
 */
export default defineStage({
  section: 'training',
  inputs: {
    train: table({ tag: 'train' }),
    validation: optional(table()),
    features: optional(json<FeatureList>()),
  },
  outputs: { model: model(), importance: figure() },
  params: trainParams,

  async run({ inputs, params, seed, threads, progress }) {
    const train = await inputs.train.materialize()
    const resolved = await resolveFeatures(train, inputs.features, await wantedFeatures(params, train))
    const names = resolved.names.filter((name) => name !== params.weight)
    const task = taskFor(params) ?? (await taskOfTarget(train, resolved))
    const categories = await readCategories(train, resolved.categorical)
    const reading = { ...resolved, names, task, categories }
    const rows = await readTraining(train, reading, params.weight)
    const validation = inputs.validation === undefined ? undefined : await readValidation(inputs.validation)

    const fitted = await fitModel(params, rows, validation, { seed, threads, progress })
    const { target: _target, classes: _classes, task: _task, ...own } = params
    // The model names its features.
    const { features: _features, ...shown } = { features: undefined, ...own }
    const { syntheticRows } = rows
    const training = { digest: await train.digest(), rows: rows.features.rows, syntheticRows }
    return {
      model: { model: fitted, target: resolved.target, training, params: shown },
      importance: describeModel(fitted, resolved.target, training.rows),
    }

    async function readValidation(given: NonNullable<typeof inputs.validation>) {
      const known = rows.target instanceof Float64Array ? undefined : rows.target.classes
      return readRows(await given.materialize(), { ...reading, classes: known })
    }
  },
})
