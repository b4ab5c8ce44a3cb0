import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Fold } from '../split/fold.ts'
import { crossValidate } from './cross-validate.ts'
import type { CrossValidation, ModelFor, Target, TrainingRows, Validated } from './validation.ts'

/** The training rows of an outer fold, split anew. */
export interface SearchRows<T extends Target> extends TrainingRows<T> {
  /** Folds of these rows, numbered from 0 within them. */
  readonly split: readonly Fold[]
}

export interface NestedCrossValidation<T extends Target, Choice> extends Omit<CrossValidation<T>, 'fit'> {
  /** Splits the training rows of an outer fold: `({ target }) => stratifiedKFold(target, { nSplits: 3, seed: 1 })`. */
  readonly innerSplit: (train: TrainingRows<T>) => readonly Fold[]
  /** Chooses parameters by the inner folds, as with `crossValidate`. */
  readonly search: (rows: SearchRows<T>) => Choice | Promise<Choice>
  /** Fits what was chosen, on all training rows of the outer fold. */
  readonly fit: (train: TrainingRows<T>, choice: Choice) => ModelFor<T> | Promise<ModelFor<T>>
}

export interface NestedValidated<T extends Target, Choice> extends Validated<T> {
  /** What was chosen in each outer fold. Where they differ much, the choice is not settled. */
  readonly choices: readonly Choice[]
}

/**
 * Judges a whole way of working, the choice of parameters included: in every outer fold they are chosen anew, by inner folds
 * of its training rows only. The score of the best parameters over the inner folds is too good, as a maximum over noise; the
 * outer folds say what to expect.
 *
 * Source: Cawley and Talbot, "On over-fitting in model selection", JMLR 11 (2010). O(outer folds · (search + fit)).
 * @throws as `crossValidate`; E_ML_EMPTY for no inner folds
 * @example (await nestedCrossValidate({ features, target, split, innerSplit, search, fit, metrics })).choices
 */
export async function nestedCrossValidate<T extends Target, Choice>(
  validation: NestedCrossValidation<T, Choice>,
): Promise<NestedValidated<T, Choice>> {
  const { innerSplit, search, fit: fitChoice, ...rest } = validation
  const choices: Choice[] = []
  const validated = await crossValidate<T>({
    ...rest,
    fit: async (train) => {
      const split = innerSplit(train)
      if (split.length === 0) throw new MillraceError('E_ML_EMPTY', `Outer fold ${train.fold + 1} has no inner folds.`)
      const choice = await search({ ...train, split })
      choices.push(choice)
      return fitChoice(train, choice)
    },
  })
  return { ...validated, choices }
}
