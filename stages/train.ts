import { defineStage, type FeatureList, figure, json, model, optional, resolveFeatures, table } from 'millrace'
import { describeModel } from './train/describe-model.ts'
import { fitModel } from './train/fit-model.ts'
import { stageParams } from './train/params/auto.ts'
import { readOffset } from './train/read-offset.ts'
import { readCategories, readRows, readTraining, taskOfTarget } from './train/read-training.ts'
import { joinedRows, withRoundsOf } from './train/refit-rows.ts'
import { taskFor } from './train/task-for.ts'
import { trainAuto } from './train/train-auto.ts'
import { wantedFeatures } from './train/wanted-features.ts'
import { withBest } from './train/with-best.ts'

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
 * be in neither `train` nor the test. Rows wired to `refit` (held out by `hold-out`, mostly those of `validation`) are learnt
 * from too, once it is known after how many rounds to stop: the model is fitted again on all of them, with that number.
 *
 * `auto` tries several learners within a `budget` and makes one model of those that help one another; it chooses what is done to
 * features itself, and shows a leaderboard in place of an importance. The stage `auto` gives all that it found.
 *
 * `best` of `tune` puts the parameters that a search found in place of the stage's own.
 *
 * `offset` names a column that is taken from the target before learning and added to what the model says, for a target
 * with a trend.
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
    refit: optional(table({ tag: 'calibration' })),
    features: optional(json<FeatureList>()),
    best: optional(json<{ readonly params: Readonly<Record<string, unknown>> }>()),
  },
  outputs: { model: model(), importance: figure() },
  params: stageParams,

  async run({ inputs, params: given, seed, threads, progress, log, remember }) {
    if (given.learner === 'auto') return trainAuto(inputs, given, { seed, threads, progress, log, remember })
    const params = inputs.best === undefined ? given : withBest(given, inputs.best.params)
    const train = await inputs.train.materialize()
    const resolved = await resolveFeatures(train, inputs.features, await wantedFeatures(params, train))
    const names = resolved.names.filter((name) => name !== params.weight)
    const task = taskFor(params) ?? (await taskOfTarget(train, resolved))
    const categories = await readCategories(train, resolved.categorical)
    const reading = { ...resolved, names, task, categories }
    const { weight, offset } = { offset: undefined, ...params }
    const rows = await readTraining(train, reading, { weight, offset })
    const validation = inputs.validation === undefined ? undefined : await readValidation(inputs.validation)

    const stopped = await fitModel(params, rows, validation, { seed, threads, progress })
    const { fitted, digest, learnt } = inputs.refit === undefined ? await asStopped() : await refitted(inputs.refit)
    const { target: _target, classes: _classes, task: _task, ...own } = params
    // The model names its features.
    const { features: _features, ...shown } = { features: undefined, ...own }
    const training = { digest, rows: learnt.features.rows, syntheticRows: learnt.syntheticRows }
    return {
      model: { model: fitted, target: resolved.target, training, params: shown },
      importance: describeModel(fitted, resolved.target, training.rows),
    }

    async function asStopped() {
      return { fitted: stopped, digest: await train.digest(), learnt: rows }
    }

    /** On all rows, with the rounds that were best. */
    async function refitted(more: NonNullable<typeof inputs.refit>) {
      const own = withRoundsOf(stopped, params)
      const both = await joinedRows(train, more)
      const known = await readCategories(both, resolved.categorical)
      const learnt = await readTraining(both, { ...reading, categories: known }, { weight, offset })
      const fitted = await fitModel(own, learnt, undefined, { seed, threads, progress })
      return { fitted, digest: await both.digest(), learnt }
    }

    async function readValidation(validation: NonNullable<typeof inputs.validation>) {
      const known = rows.target instanceof Float64Array ? undefined : rows.target.classes
      const table = await validation.materialize()
      const read = await readRows(table, { ...reading, classes: known })
      return { ...read, offset: await readOffset(table, offset) }
    }
  },
})
