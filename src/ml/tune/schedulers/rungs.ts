import { MillraceError } from '../../../base/errors/millrace-error.ts'
import { requireWhole } from '../../checks.ts'

export interface RungOptions {
  /** What a trial may use at most: trees, rounds, rows, epochs. */
  readonly maxBudget: number
  /** What it gets first. Default 1. */
  readonly minBudget?: number | undefined
  /** One of so many goes on, with so many times the budget. Default 3. */
  readonly eta?: number | undefined
}

/**
 * Budgets from the largest down by powers of `eta`, as whole numbers, in ascending order. O(log).
 * @throws E_ML_PARAMETER
 * @example rungsOf({ maxBudget: 81 }) // [1, 3, 9, 27, 81]
 */
export function rungsOf({ maxBudget, minBudget = 1, eta = 3 }: RungOptions): number[] {
  requireWhole('eta', eta, 2)
  requireWhole('minBudget', minBudget, 1)
  requireWhole('maxBudget', maxBudget, 1)
  if (minBudget > maxBudget) {
    throw new MillraceError('E_ML_PARAMETER', `minBudget ${minBudget} is above maxBudget ${maxBudget}.`)
  }
  const rungs = [maxBudget]
  for (let share = eta; maxBudget / share >= minBudget; share *= eta) rungs.unshift(Math.floor(maxBudget / share))
  return rungs
}
