import { z } from 'millrace'
import { autoShape } from '../../auto/params.ts'
import { trainParams } from '../params.ts'

const auto = z.strictObject({
  learner: z
    .literal('auto')
    .describe('Several kinds of learners within a budget, and one model of those that help one another.'),
  ...autoShape,
})

/** What the stage takes: one learner, or all of them. Searches and folds around the stage take one learner alone. */
export const stageParams = z.discriminatedUnion('learner', [...trainParams.options, auto])
