import { MillraceError } from 'millrace'
import { tasksOf } from './fit-params.ts'
import type { TrainParams } from './params.ts'
import type { Task } from './read-training.ts'

/** What the parameters say of the task: undefined where the target must tell. @throws E_PARAMS for one that it cannot do */
export function taskFor(params: TrainParams): Task | undefined {
  const able = tasksOf(params)
  if (params.task !== undefined && !able.includes(params.task)) {
    throw new MillraceError('E_PARAMS', `The learner ${params.learner} does no ${params.task}.`, {
      hint: able.length === 0 ? 'Its estimators have no task in common.' : `It does ${able.join(' and ')}.`,
    })
  }
  if (able.length === 0) {
    throw new MillraceError('E_PARAMS', 'Some of the estimators predict classes, others numbers.', {
      hint: 'Take learners of one task.',
    })
  }
  return params.task ?? (able.length === 1 ? able[0] : undefined)
}
