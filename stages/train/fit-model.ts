import { type Labels, type Matrix, MillraceError } from 'millrace'
import { type FitOptions, fitPreparations, type Model, type Preparation, preparedModel } from 'millrace/ml'
import { fitParams } from './fit-params.ts'
import type { LearntParams, TrainParams } from './params.ts'
import { preparationSteps, takesCodes } from './preparation-steps.ts'
import type { TrainingRows } from './read-training.ts'

/** Rows by which boosting sees when to stop: it does not learn from them. */
export interface ValidationRows {
  readonly features: Matrix
  readonly target: Labels | Float64Array
}

/** Prepares the training rows as the parameters say, and fits the learner on them: one model of both. */
export async function fitModel(
  params: TrainParams,
  rows: TrainingRows,
  validation: ValidationRows | undefined,
  options: FitOptions & { readonly seed: number },
): Promise<Model> {
  const { features, target, observed, sampleWeight, categories } = rows
  requireUse(params, validation)
  const names = features.names
  const steps = isLearnt(params) ? preparationSteps(params, { names, categories, target }, options.seed) : []
  const prepared = fitPreparations(steps, { features, target, observed, sampleWeight })
  const model = await fitParams(params, prepared.features, target, {
    ...options,
    sampleWeight,
    ...(isLearnt(params) && takesCodes(params) ? { categoricalFeatures: Object.keys(categories) } : {}),
    ...(validation === undefined ? {} : { evaluationSet: evaluationSet(validation, prepared.preparations) }),
  })
  return preparedModel(prepared.preparations, model, names, categories)
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

function evaluationSet({ features, target }: ValidationRows, preparations: readonly Preparation[]) {
  const prepared = preparations.reduce((before, preparation) => preparation.transform(before), features)
  return target instanceof Float64Array
    ? { features: prepared, values: target }
    : { features: prepared, labels: target }
}
