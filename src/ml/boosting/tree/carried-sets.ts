import type { BoostingPayload, RowSet } from '../boosting-payload.ts'

/** Rows that are carried down a tree: the training rows drawn for it, those not drawn, those of the evaluation set. */
export function carriedSets(payload: BoostingPayload): RowSet[] {
  const { training, evaluation } = payload
  return evaluation === undefined ? [training, training] : [training, training, evaluation]
}
