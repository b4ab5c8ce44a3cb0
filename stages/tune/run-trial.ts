import { type Labels, type Matrix, MillraceError } from 'millrace'
import { crossValidate, type Params, type SplitFold } from 'millrace/ml'
import { sourceOf } from '../cross-validate/source-of.ts'
import { fitModel } from '../train/fit-model.ts'
import { type TrainParams, trainParams } from '../train/params.ts'
import type { TrainingRows } from '../train/read-training.ts'
import { type Objective, objectives } from './objectives.ts'
import type { TuneParams } from './params.ts'

/** The training rows in memory, and their folds. */
export interface TrialRows {
  /** The columns to learn from, and behind them those that are offsets and no features. */
  readonly features: Matrix
  /** How many of the columns are learnt from. */
  readonly learnt: number
  readonly target: Labels | Float64Array
  readonly sampleWeight: Float64Array | undefined
  /** By column: what may be taken from the target before learning. */
  readonly offsets: Readonly<Record<string, Float64Array>>
  readonly categories: TrainingRows['categories']
  readonly split: readonly SplitFold[]
}

/** What came of a trial. */
export interface Outcome {
  /** A mean over the folds for each objective; null when the trial failed. */
  readonly values: readonly number[] | null
  /** For each objective one a fold. */
  readonly folds: readonly (readonly number[])[]
  /** Why it failed. */
  readonly failed?: string
  /** The code of the error. */
  readonly code?: string
  /** Wall time. It is in no output. */
  readonly seconds: number
}

/** The parameters of a trial as `train` takes them. @throws E_PARAMS with what is wrong */
export function learnerOf(params: TuneParams, chosen: Params, budget?: number): TrainParams {
  const resource = params.scheduler?.resource
  const given = {
    ...params.learner,
    ...chosen,
    ...(resource === undefined || budget === undefined ? {} : { [resource]: budget }),
  }
  const parsed = trainParams.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.length ? ` (${issue.path.join('.')})` : ''
  throw new MillraceError(
    'E_PARAMS',
    `The learner does not take ${JSON.stringify(given)}: ${issue?.message}${where}.`,
    {
      hint: 'The parameters in `learner` and those in `space` together are what the stage train takes.',
    },
  )
}

/** What a trial is besides the rows. */
export interface GivenTrial {
  readonly learner: TrainParams
  /** The objectives. */
  readonly names: readonly string[]
  readonly seed: number
  /** For the learner; 1 where trials run side by side. */
  readonly threads: number
}

/** Fits the learner on each fold and judges it on the rest. What learners refuse is a failed trial and not a failed stage. */
export async function runTrial({ learner, names, seed, threads }: GivenTrial, rows: TrialRows): Promise<Outcome> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const offset = 'offset' in learner && learner.offset !== undefined ? rows.offsets[learner.offset] : undefined
  const picked = (values: Float64Array | undefined, numbers: ArrayLike<number>) =>
    values && Float64Array.from(numbers, (row) => values[row]!)
  try {
    const judged = await crossValidate({
      features: rows.features,
      target: rows.target as Labels,
      split: rows.split,
      metrics: Object.fromEntries(
        names.map((name) => [name, objectives[name]!.score as (Objective & { task: 'classification' })['score']]),
      ) as never,
      fit: async ({ features, target, rows: numbers }) => {
        const source = sourceOf(firstColumns(features, rows.learnt))
        const training = {
          features: source,
          observed: source,
          target,
          sampleWeight: picked(rows.sampleWeight, numbers),
          offset: picked(offset, numbers),
          categories: rows.categories,
          syntheticRows: 0,
        }
        return (await fitModel(learner, training, undefined, { seed, threads })) as never
      },
    })
    const values = names.map((name) => judged.scores[name]!.mean)
    const folds = names.map((name) => [...judged.scores[name]!.values])
    const missing = names.find((_, m) => !Number.isFinite(values[m]))
    if (missing !== undefined) return { values: null, folds: [], failed: `${missing} is no number`, seconds: seconds() }
    return { values, folds, seconds: seconds() }
  } catch (error) {
    const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
    if (typeof code !== 'string' || !code.startsWith('E_ML_')) throw error
    return { values: null, folds: [], failed: (error as Error).message, code, seconds: seconds() }
  }
}

/** The rows again, with the first columns alone: a view. */
function firstColumns(features: Matrix, columns: number): Matrix {
  if (columns === features.columns) return features
  const { rows, names, data } = features
  return { rows, columns, names: names.slice(0, columns), data: data.subarray(0, rows * columns) }
}
