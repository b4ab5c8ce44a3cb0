import { type Labels, type Matrix, MillraceError } from 'millrace'
import {
  type FitOptions,
  fitPreparations,
  learners,
  type Model,
  OffsetRegressor,
  type Preparation,
  preparedModel,
  requireRegressor,
} from 'millrace/ml'
import { fitParams } from './fit-params.ts'
import type { LearntParams, TrainParams } from './params.ts'
import { preparationSteps, takesCodes } from './preparation-steps.ts'
import type { TrainingRows } from './read-training.ts'
import { threadsWorth } from './threads-worth.ts'

/** Rows by which boosting sees when to stop: it does not learn from them. */
export interface ValidationRows {
  readonly features: Matrix
  readonly target: Labels | Float64Array
  readonly offset?: Float64Array | undefined
}

/**
 * Reading a column at a time costs a query each: below so many rows the whole matrix is small, or it is so wide that the
 * queries would cost more than the fit.
 */
const rowsForColumns = 50_000

/** Prepares the training rows as the parameters say, and fits the learner on them: one model of both. */
export async function fitModel(
  params: TrainParams,
  rows: TrainingRows,
  validation: ValidationRows | undefined,
  options: FitOptions & { readonly seed: number; readonly threads: number },
): Promise<Model> {
  const { features, sampleWeight, categories } = rows
  const target = lessOffset(params, rows)
  requireUse(params, validation)
  const names = features.names
  const steps = isLearnt(params) ? preparationSteps(params, { names, categories, target }, options.seed) : []
  const byColumn = steps.length === 0 && features.rows >= rowsForColumns && takesColumns(params)
  const prepared = byColumn ? { preparations: [], features } : fitPreparations(steps, await readWhole(rows))
  const model = await fitParams(params, prepared.features, target, {
    ...options,
    threads: threadsWorth(params, features.rows * features.columns, options.threads),
    sampleWeight,
    ...(isLearnt(params) && takesCodes(params) ? { categoricalFeatures: Object.keys(categories) } : {}),
    ...(validation === undefined
      ? {}
      : { evaluationSet: evaluationSet(validation.features, lessOffset(params, validation), prepared.preparations) }),
  })
  const learnt = preparedModel(prepared.preparations, model, names, categories)
  const offset = offsetOf(params)
  return offset === undefined ? learnt : new OffsetRegressor(requireRegressor(learnt), offset)
}

function offsetOf(params: TrainParams): string | undefined {
  return isLearnt(params) ? params.offset : undefined
}

/** What is left to learn. @throws E_PARAMS for classes, or where the caller cannot read an offset */
function lessOffset(params: TrainParams, { target, offset }: Pick<ValidationRows, 'target' | 'offset'>) {
  const name = offsetOf(params)
  if (name === undefined) return target
  if (!(target instanceof Float64Array)) {
    throw new MillraceError('E_PARAMS', `offset is "${name}", and the target is classes.`, {
      hint: 'Numbers can be added to numbers: leave it out.',
    })
  }
  if (offset === undefined) {
    throw new MillraceError('E_PARAMS', `offset is "${name}", which this stage does not read.`, {
      hint: 'Learn with the stage `train`, or make the difference a column and take it as the target.',
    })
  }
  return target.map((value, i) => value - (offset[i] as number))
}

function takesColumns({ learner }: TrainParams): boolean {
  return Object.hasOwn(learners, learner) && learners[learner]!.takesColumns === true
}

async function readWhole({ features, observed, target, sampleWeight }: TrainingRows) {
  const matrix = await features.readMatrix()
  const real = observed === features ? matrix : await observed.readMatrix()
  return { features: matrix, target, observed: real, sampleWeight }
}

function isLearnt(params: TrainParams): params is LearntParams {
  return 'impute' in params
}

function requireUse(params: TrainParams, validation: ValidationRows | undefined): void {
  const stops = params.learner === 'boosting' && params.earlyStoppingRounds !== undefined
  if (stops && validation === undefined) {
    throw new MillraceError('E_PARAMS', 'earlyStoppingRounds needs rows by which to see when to stop.', {
      hint: 'Wire `validation` with rows that are in neither `train` nor the test.',
    })
  }
  if (validation !== undefined && params.learner !== 'boosting') {
    throw new MillraceError('E_PARAMS', `The learner ${params.learner} has no use for \`validation\`.`, {
      hint: 'Only boosting looks at such rows: leave the input out.',
    })
  }
}

function evaluationSet(features: Matrix, target: Labels | Float64Array, preparations: readonly Preparation[]) {
  const prepared = preparations.reduce((before, preparation) => preparation.transform(before), features)
  return target instanceof Float64Array
    ? { features: prepared, values: target }
    : { features: prepared, labels: target }
}
