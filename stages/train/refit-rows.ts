import { MillraceError, syntheticColumn, type Table } from 'millrace'
import type { Model } from 'millrace/ml'
import type { TrainParams } from './params.ts'

/**
 * The parameters of the last fit, on more rows: as many rounds as were best on the validation rows, and no stopping, for
 * no rows are left to see it by.
 * @throws E_PARAMS where nothing has stopped early, so that there is no number of rounds to take over
 */
export function withRoundsOf(stopped: Model, params: TrainParams): TrainParams {
  const rounds = bestIteration(stopped)
  if (params.learner !== 'boosting' || params.earlyStoppingRounds === undefined || rounds === undefined) {
    throw new MillraceError('E_PARAMS', '`refit` is wired, but no early stopping says how many rounds to take.', {
      hint: 'Set `earlyStoppingRounds` of boosting and wire `validation`, or leave `refit` out.',
    })
  }
  const { earlyStoppingRounds: _stops, ...others } = params
  return { ...others, nEstimators: rounds + 1 }
}

/** Of boosting, whatever is done to its features or added to its predictions. */
function bestIteration(model: Model): number | undefined {
  if ('model' in model) return bestIteration(model.model as Model)
  return 'bestIteration' in model ? (model.bestIteration as number | undefined) : undefined
}

/** Both tables below one another, columns by name; rows of the second were observed. */
export async function joinedRows(train: Table<'train'>, more: Table): Promise<Table<'train'>> {
  const marked = (await train.columns()).some(({ name }) => name === syntheticColumn)
  const observed = marked ? `*, false AS ${syntheticColumn}` : '*'
  const both = train.sql(`SELECT * FROM self UNION ALL BY NAME SELECT ${observed} FROM more`, { more } as never)
  return (both as unknown as Table<'train'>).materialize() as Promise<Table<'train'>>
}
