import { z } from 'millrace'
import { learnt, shared } from '../train/params/shared.ts'
import { tuneParams } from '../tune/params.ts'

const budget = z
  .strictObject({
    candidates: z
      .int()
      .min(1)
      .optional()
      .describe('How many are tried beside the baseline. Default 12, or with `seconds` as many as they buy.'),
    seconds: z
      .number()
      .positive()
      .optional()
      .describe('No further candidate begins after so long. How many that bought is recorded, and verify replays it.'),
  })
  .default({})
  .describe('What may be spent.')

/** Of `learner: auto`: what is done to the features is each candidate's own business. */
export const autoShape = {
  budget,
  folds: tuneParams.shape.folds
    .default({ by: 'random', nSplits: 5 })
    .describe(
      'Which rows are left out in turn. Default: five folds at random, classes evenly; rows with an order need `by: time`.',
    ),
  ...shared,
  offset: learnt.offset,
  features: learnt.features,
  categorical: learnt.categorical,
}

export const autoParams = z.strictObject(autoShape)

export type AutoParams = z.output<typeof autoParams>
