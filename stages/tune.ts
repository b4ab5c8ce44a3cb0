import {
  defineStage,
  type FeatureList,
  type Findings,
  figure,
  json,
  MillraceError,
  many,
  model,
  optional,
  table,
} from 'millrace'
import type { Study } from 'millrace/ml'
import { fitModel } from './train/fit-model.ts'
import { describeSearch, type TuneStudy, trialTable } from './tune/describe-search.ts'
import { historyFigure, importanceFigure, parallelFigure, sharesOf, slicesFigure } from './tune/figures.ts'
import { objectives } from './tune/objectives.ts'
import { deadOutcome, openTrials, threadsWorth } from './tune/open-trials.ts'
import { tuneParams } from './tune/params.ts'
import { readTrialRows } from './tune/read-trial-rows.ts'
import { learnerOf, type Outcome, runTrial } from './tune/run-trial.ts'
import { type Search, search } from './tune/search.ts'
import { writeFindings } from './tune/write-findings.ts'

/** The best trial: its parameters are what the stage `train` takes. */
export interface BestTrial {
  readonly strategy: string
  readonly trial: number
  readonly params: Readonly<Record<string, unknown>>
  readonly scores: Readonly<Record<string, number>>
}

/**
 * Searches the parameters of a learner: `space` says which, `objective` what is judged, `folds` on which rows. The test rows are
 * not seen: folds are made of the training rows, in time where `by: time`.
 *
 * `strategy` chooses the trials: `grid`, `random`, `latinHypercube`, `sobol`, `tpe` (Optuna's defaults) or `gp` (a Gaussian
 * process, for trials that take minutes); a list of them is compared. A `scheduler` gives trials more and more of a
 * parameter such as `nEstimators` and gives up the worse ones: `successiveHalving`, `hyperband`, `medianPruning`.
 *
 * Each trial is remembered by itself: a search that was ended in the middle goes on where it was, and one with more
 * `trials` runs the new ones only. With `threads` and a `batchSize` above 1 the trials of a batch run side by side; the same
 * `batchSize` gives the same trials, whatever the number of threads.
 *
 * `best` and `model` are the best trial and its learner fitted on all training rows; `study` and `trials` are everything that
 * was tried; `study` of an earlier search may be wired to `earlier`, for `tpe` and `gp` to learn from. The score of the best is a
 * maximum over noise, and so too good: judge `model` on rows of its own.
 */
export default defineStage({
  inputs: {
    train: table({ tag: 'train' }),
    features: optional(json<FeatureList>()),
    earlier: optional(many(json<TuneStudy>())),
  },
  outputs: {
    best: json<BestTrial>(),
    model: model(),
    study: json<TuneStudy>(),
    trials: table(),
    findings: json<Findings>(),
    history: figure(),
    importance: figure(),
    parallel: figure(),
    slices: figure(),
  },
  params: tuneParams,
  threaded: [runTrial],

  async run({ inputs, params, seed, threads, progress, log, remember, openCrew }) {
    const names = [params.objective].flat()
    const [task, other] = [...new Set(names.map((name) => objectives[name]!.task))]
    if (other !== undefined) {
      throw new MillraceError(
        'E_PARAMS',
        `Some of the objectives ${names.join(', ')} are of classes, others of numbers.`,
        {
          hint: 'Take objectives of one task.',
        },
      )
    }
    const train = await inputs.train.materialize()
    const rows = await readTrialRows(train, inputs.features, params, { task: task!, seed })
    const { batchSize } = params
    const trials = openTrials(rows.trial, { threads, batchSize, openCrew })

    // Of this run; `remember` holds them from one run to the next.
    const known = new Map<string, Promise<Outcome>>()
    const run = (trial: Parameters<typeof learnerOf>[1], budget: number | undefined): Promise<Outcome> => {
      const learner = learnerOf(params, trial, budget)
      const text = JSON.stringify(learner)
      const before = known.get(text)
      if (before !== undefined) return before
      const { columns, target, classes = null } = rows
      const key = { learner, columns, target, classes, names, folds: params.folds }
      const made = remember(key, () => trials.run({ learner, names, seed }), { reads: ['train', 'features'] })
      const outcome = made.catch((error: unknown) => {
        const dead = deadOutcome(error)
        if (dead === undefined) throw error
        return dead
      })
      known.set(text, outcome)
      return outcome
    }
    const strategies = [...new Set([params.strategy].flat())]
    const earlier = Object.entries(inputs.earlier ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, study]) =>
        study.trials.flatMap(({ params, scores }) => {
          const values = names.map((name) => scores?.[name])
          return values.every((value) => value !== undefined) ? [{ params, values: values as number[] }] : []
        }),
      )
    const searches: Search[] = []
    for (const [s, strategy] of strategies.entries()) {
      const options = {
        seed,
        earlier,
        lanes: trials.lanes,
        run: async (trial: { params: Parameters<typeof learnerOf>[1]; budget?: number | undefined }) =>
          run(trial.params, trial.budget),
        told: (done: number, study: Study) => {
          const best = study.best()?.values?.[0]
          const shown = best === undefined ? '' : `, best ${names[0]} ${best.toPrecision(4)}`
          progress(s * params.trials + done, strategies.length * params.trials, `${strategy}: trial ${done}${shown}`)
        },
      }
      const seconds = params.seconds === undefined ? undefined : params.seconds / strategies.length
      const bought = async () => (await search(strategy, params, { ...options, trials: params.trials, seconds })).count
      // What a time buys depends on the machine and its day: it is looked up again, not found out again.
      const count =
        seconds === undefined ? params.trials : await remember({ bought: strategy, params }, bought, { replay: true })
      const done = await search(strategy, params, { ...options, trials: count })
      const best = done.study.best()
      const shown = best && names.map((name, m) => `${name} ${best.values![m]!.toPrecision(4)}`).join(', ')
      log(`${strategy}: ${done.count} trials, ${best ? `the best is trial ${best.number}: ${shown}` : 'all failed'}`)
      searches.push(done)
    }
    await trials.close()
    const { study, best } = describeSearch(searches, params)
    const shares = await sharesOf(study, params.space, seed)
    const learner = learnerOf(params, best.chosen, best.budget)
    const { offset } = { offset: undefined, ...learner }
    const training = { ...rows.training, offset: offset === undefined ? undefined : rows.trial.offsets[offset] }
    const { features } = rows.trial
    const fitThreads = threadsWorth(features.rows * features.columns, threads)
    const fitted = await fitModel(learner, training, undefined, { seed, threads: fitThreads })
    const { target: _target, classes: _classes, task: _task, ...own } = learner
    const { features: _features, ...shown } = { features: undefined, ...own }
    return {
      best: { strategy: best.strategy, trial: best.trial, params: learner, scores: best.scores },
      model: {
        model: fitted,
        target: rows.target,
        training: { digest: await train.digest(), rows: features.rows, syntheticRows: 0 },
        params: shown,
      },
      study,
      trials: trialTable(study),
      findings: writeFindings(study, best, params, features.rows),
      history: historyFigure(study),
      importance: importanceFigure(study, params, shares),
      parallel: parallelFigure(study, params, shares),
      slices: slicesFigure(study, params, shares),
    }
  },
})
