import { MillraceError } from '../../base/errors/millrace-error.ts'
import { xgboostObjectives } from './xgboost-objective.ts'

const ownObjectives: Readonly<Record<string, string>> = {
  squaredError: 'reg:squarederror',
  logistic: 'binary:logistic',
  softprob: 'multi:softprob',
  poisson: 'count:poisson',
  quantile: 'reg:quantileerror',
}

/**
 * XGBoost's name of an objective of ours, or of its own.
 * @throws E_ML_PARAMETER for another one
 */
export function xgboostObjectiveOf(objective: string): string {
  const name = (Object.hasOwn(ownObjectives, objective) ? ownObjectives[objective] : undefined) ?? objective
  if (Object.hasOwn(xgboostObjectives, name)) return name
  throw new MillraceError('E_ML_PARAMETER', `XGBoost has no objective "${objective}" that is known here.`, {
    hint: `Known are ${[...Object.keys(ownObjectives), ...Object.keys(xgboostObjectives)].join(', ')}.`,
  })
}
