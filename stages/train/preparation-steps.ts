import { type Labels, MillraceError } from 'millrace'
import { type Categories, CategoryEncoder, Imputer, type PreparationStep, Scaler, TargetEncoder } from 'millrace/ml'
import { foldsOf } from './folds-of.ts'
import type { LearntParams } from './params.ts'

/** Whether the learner gets category codes as they are. */
export function takesCodes(params: LearntParams): boolean {
  return (params.encode ?? (params.learner === 'boosting' ? 'native' : 'oneHot')) === 'native'
}

/**
 * What is done to features before the learner sees them, in this order: categories become numbers, gaps are filled,
 * scales are made alike.
 */
export function preparationSteps(
  params: LearntParams,
  { names, categories, target }: PreparedColumns,
  seed: number,
): PreparationStep[] {
  const coded = Object.keys(categories)
  const numbers = names.filter((name) => !coded.includes(name))
  const steps: PreparationStep[] = []
  if (coded.length > 0 && !takesCodes(params)) steps.push(encoderStep(params, categories, target, seed))
  if (params.encode === 'native' && params.learner !== 'boosting') {
    throw new MillraceError('E_PARAMS', `The learner ${params.learner} does not take categories as they are.`, {
      hint: 'Only boosting has encode: native; use oneHot, ordinal, frequency or target.',
    })
  }
  if (params.impute !== 'none') {
    const { impute: strategy, fillValue, indicateMissing: addIndicator } = params
    // Where codes stay codes, a missing one is the learner's to place.
    const columns = takesCodes(params) && coded.length > 0 ? numbers : undefined
    if (columns?.length !== 0) steps.push(Imputer.step({ strategy, fillValue, addIndicator, columns }))
  }
  if (params.scale !== 'none' && numbers.length > 0) {
    steps.push(Scaler.step({ scaling: params.scale, columns: numbers }))
  }
  return steps
}

export interface PreparedColumns {
  readonly names: readonly string[]
  readonly categories: Categories
  readonly target: Labels | Float64Array
}

function encoderStep(
  { encode = 'oneHot', minFrequency, smooth }: LearntParams,
  categories: Categories,
  target: Labels | Float64Array,
  seed: number,
): PreparationStep {
  if (encode === 'target') return TargetEncoder.step({ categories, smooth }, () => foldsOf(target, 5, seed))
  if (encode === 'native') throw new MillraceError('E_INTERNAL', 'native categories are not encoded')
  return CategoryEncoder.step({ encoding: encode, categories, minFrequency })
}
