import { MillraceError } from 'millrace'
import { type TrainParams, trainParams } from './params.ts'

/** What the stage says and no search decides: what is learnt, of what, and when to stop. */
const own = ['target', 'classes', 'task', 'weight', 'offset', 'features', 'categorical', 'earlyStoppingRounds'] as const

/**
 * The parameters of the stage with those that a search found best (`best` of `tune`) in place of its own. A stage that stops
 * early keeps its own most rounds, for how many are best is seen by the validation rows.
 * @throws E_PARAMS for another learner, or parameters that `train` does not take
 */
export function withBest(params: TrainParams, best: Readonly<Record<string, unknown>>): TrainParams {
  if (best.learner !== params.learner) {
    throw new MillraceError(
      'E_PARAMS',
      `The best trial is of ${best.learner}, and this stage fits ${params.learner}.`,
      {
        hint: 'Say the same learner in both stages.',
      },
    )
  }
  const given: Readonly<Record<string, unknown>> = params
  const stops = given.earlyStoppingRounds !== undefined
  const merged: Record<string, unknown> = { ...best }
  for (const name of stops ? [...own, 'nEstimators'] : own) {
    if (given[name] === undefined) delete merged[name]
    else merged[name] = given[name]
  }
  const parsed = trainParams.safeParse(merged)
  if (parsed.success) return parsed.data
  throw new MillraceError(
    'E_PARAMS',
    `The parameters of the best trial are not taken: ${parsed.error.issues[0]?.message}.`,
  )
}
