import type { Table } from 'millrace'
import type { TrainParams } from './params.ts'
import { isNumeric } from './read-training.ts'

/** The columns that a learner looks at, where it is not for the feature list to say. */
export async function wantedFeatures(params: TrainParams, rows: Table) {
  const { target, classes } = params
  if ('group' in params) {
    const known = (await rows.columns()).find(({ name }) => name === params.group)
    const named = known !== undefined && known.type !== 'BOOLEAN' && !(await isNumeric(rows, params.group))
    return { target, classes, features: [params.group], categorical: named ? [params.group] : [] }
  }
  if ('time' in params) return { target, features: [params.time] }
  if ('impute' in params) return params
  return { target, classes }
}
