import {
  defineStage,
  deriveSeed,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  optional,
  resolveFeatures,
  sqlName,
  syntheticColumn,
  table,
} from 'millrace'
import { type Classifier, crossValidate, type Model } from 'millrace/ml'
import { foldTimeline } from 'millrace/report'
import { fitFold, type Recipe } from './cross-validate/fit-fold.ts'
import { type CrossValidated, metricsFor, summariseFolds } from './cross-validate/fold-summary.ts'
import { makeFolds } from './cross-validate/make-folds.ts'
import { crossValidateParams } from './cross-validate/params.ts'
import { predictionTable } from './cross-validate/prediction-table.ts'
import { daysSinceEpoch, holds, texts } from './cross-validate/read-moments.ts'
import { writeFindings } from './cross-validate/write-findings.ts'
import { readCategories, readRows, taskOfTarget } from './train/read-training.ts'
import { taskFor } from './train/task-for.ts'
import { wantedFeatures } from './train/wanted-features.ts'

/**
 * Judges a way of learning on rows that it has not seen, fold by fold: it resamples, fits and calibrates on the training
 * rows of a fold and predicts the tested ones. Nothing is fitted on the whole table: not categories, not medians, not
 * scales, not neighbours.
 *
 * `split` makes the folds: `walkForward` by a column or by day, week, month, year or season of a date, `cutoff` (one fold:
 * what `split`, `train` and a prediction would do), `timeSeries` with a gap, `purgedKFold` with purge and embargo, `kFold`,
 * `stratifiedKFold`, `groupKFold`. `trainWhere` and `testWhere` choose rows by SQL conditions: learn from every team's
 * rows, be judged on one team's. With `group` no fold learns from one row of a match and tests the other.
 *
 * `train`, `resample` and `calibrate` are what the stages `train`, `smote` and `calibrate` take. Calibration is fitted on
 * training rows that are left out in turn, never on rows that a resampler made.
 *
 * Gives `predictions`: the tested rows with the columns of `keep`, the target, `fold`, `predicted` and, for classes,
 * `p_<class>`; `folds`: what each fold learnt from and tested, and its scores; `timeline` draws them. The same for any
 * number of `threads`.
 */
export default defineStage({
  section: 'evaluation',
  inputs: { table: table(), features: optional(json<FeatureList>()) },
  outputs: {
    predictions: table({ tag: 'test' }),
    folds: json<CrossValidated>(),
    timeline: figure(),
    findings: json<Findings>(),
  },
  params: crossValidateParams,

  async run({ inputs, params, seed, threads, progress }) {
    const rows = await inputs.table.materialize()
    const n = await rows.count()
    if (n === 0) throw new MillraceError('E_ML_EMPTY', 'The table has no rows.')
    const columns = await rows.columns()
    if (columns.some(({ name }) => name === syntheticColumn)) {
      throw new MillraceError('E_PARAMS', `The table has a column "${syntheticColumn}": rows of it were made up.`, {
        hint: 'Give rows as they were observed, and say in `resample` what is to be done to training rows.',
      })
    }
    const { train, group } = params
    const resolved = await resolveFeatures(rows, inputs.features, await wantedFeatures(train, rows))
    const names = resolved.names.filter((name) => name !== train.weight)
    const task = taskFor(train) ?? (await taskOfTarget(rows, resolved))
    const categories = await readCategories(rows, resolved.categorical)
    const { features, target } = await readRows(rows, { ...resolved, names, task, categories })
    const labels = target instanceof Float64Array ? undefined : target
    const groups = group === undefined ? undefined : await texts(rows, `row(${group.map(sqlName).join(', ')})`)
    const trains = await holds(rows, params.trainWhere)
    const tests = await holds(rows, params.testWhere)
    const split = await makeFolds({ table: rows, labels, groups, trains, tests }, params.split, seed)

    const recipe: Recipe = {
      ...params,
      nominal: [...new Set([...resolved.flags, ...resolved.categorical])],
      categories,
      sampleWeight: train.weight === undefined ? undefined : await rows.values(train.weight),
      groups,
      threads,
    }
    const fittedRows: number[] = []
    const validated = await crossValidate<typeof target>({
      features,
      target,
      split,
      metrics: metricsFor(target),
      progress: (done, total) => progress(done, total, 'folds'),
      fit: async (learnt) => {
        const fitted = await fitFold(recipe, learnt, deriveSeed(seed, 'fold', learnt.fold))
        fittedRows.push(fitted.fittedRows)
        return fitted.model as Classifier & Model
      },
    })

    const time = 'time' in params.split ? params.split.time : undefined
    const moments = time === undefined ? undefined : await daysSinceEpoch(rows, time)
    const folds = summariseFolds(validated, { target, split, fittedRows, moments, rows: n })
    return {
      predictions: await predictionTable(rows, validated, split, {
        keep: params.keep ?? columns.map(({ name }) => name).filter((name) => !names.includes(name)),
        target: resolved.target,
      }),
      folds,
      timeline: foldTimeline({ folds: folds.folds, score: folds.headlineScore }),
      findings: writeFindings(folds, params),
    }
  },
})
