import { type ColumnSource, deriveSeed, didYouMean, type Labels, type Matrix, MillraceError } from 'millrace'
import {
  type Classifier,
  type Estimator,
  type FitOptions,
  fitLearner,
  learners,
  type Model,
  type Regressor,
  StackingClassifier,
  StackingRegressor,
  VotingClassifier,
  VotingRegressor,
  wholeMatrix,
} from 'millrace/ml'
import { foldsOf } from './folds-of.ts'
import type { TrainParams } from './params.ts'
import type { Task } from './read-training.ts'

type Combined = Extract<TrainParams, { readonly estimators: unknown }>
type Inner = Combined['estimators'][string]
type Target = Labels | Float64Array

/** The tasks that a learner does; of several learners, those that all of them do. */
export function tasksOf(params: TrainParams | Inner): Task[] {
  const tasks: Task[] = ['classification', 'regression']
  if ('estimators' in params) {
    const members = Object.values(params.estimators as Combined['estimators'])
    return tasks.filter((task) => members.every((member) => tasksOf(member).includes(task)))
  }
  return tasks.filter((task) => learners[params.learner]?.[task] !== undefined)
}

/** Fits what the parameters describe on features that are prepared. @throws what the learners throw */
export async function fitParams(
  params: TrainParams,
  given: Matrix | ColumnSource,
  target: Target,
  options: FitOptions & { readonly seed: number } & Readonly<Record<string, unknown>>,
): Promise<Model> {
  if (!('estimators' in params)) return fitLearner(params.learner, given, target, { ...params, ...options })
  const features = await wholeMatrix(given)
  if (params.learner === 'voting') return fitVoting(params, features, target, options)
  return fitStacking(params, features, target, options)
}

function estimator(name: string, { learner, ...own }: Inner, seed: number): Estimator<never> {
  const fit = (x: Matrix, y: Target, options: FitOptions) =>
    fitLearner(learner, x, y, { ...own, ...options, seed: deriveSeed(seed, name) })
  return { name, fit } as unknown as Estimator<never>
}

async function fitVoting(
  params: Extract<TrainParams, { learner: 'voting' }>,
  features: Matrix,
  target: Target,
  options: FitOptions & { readonly seed: number },
): Promise<Model> {
  const names = Object.keys(params.estimators)
  const unknown = Object.keys(params.weights ?? {}).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new MillraceError('E_PARAMS', `weights names "${unknown}", which is none of the estimators.`, {
      hint: didYouMean(unknown, names),
    })
  }
  const { voting } = params
  const estimators = Object.entries(params.estimators).map(([name, inner]) => estimator(name, inner, options.seed))
  const weights = params.weights === undefined ? undefined : names.map((name) => params.weights?.[name] ?? 1)
  if (!(target instanceof Float64Array)) {
    return VotingClassifier.fit(features, target, { ...options, estimators, voting, weights })
  }
  if (voting !== undefined) {
    throw new MillraceError('E_PARAMS', `voting is "${voting}", and numbers are averaged.`, { hint: 'Leave it out.' })
  }
  return VotingRegressor.fit(features, target, { ...options, estimators, weights })
}

async function fitStacking(
  params: Extract<TrainParams, { learner: 'stacking' }>,
  features: Matrix,
  target: Target,
  options: FitOptions & { readonly seed: number },
): Promise<Classifier | Regressor> {
  const numbers = target instanceof Float64Array
  const estimators = Object.entries(params.estimators).map(([name, inner]) => estimator(name, inner, options.seed))
  const last = params.finalEstimator ?? { learner: numbers ? 'ridge' : 'logisticRegression' }
  const stack = {
    ...options,
    estimators,
    finalEstimator: estimator('the final estimator', last, options.seed),
    folds: foldsOf(target, params.folds, options.seed),
    passthrough: params.passthrough,
  }
  return numbers ? StackingRegressor.fit(features, target, stack) : StackingClassifier.fit(features, target, stack)
}
