import { z } from 'millrace'

/** What every learner takes. */
export const shared = {
  target: z.string().optional().describe('The column to predict; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('Its classes in their order; default: as `features` says.'),
  task: z
    .enum(['classification', 'regression'])
    .optional()
    .describe(
      'Default: what the learner does; where it does both, classification, but regression for a numeric target without declared classes that has fractions or more than 20 values.',
    ),
  weight: z.string().optional().describe('Column of a weight for each training row, from 0; it is no feature.'),
}

/** What learners of features take: which, and what is done to them first. */
export const learnt = {
  ...shared,
  offset: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Of a target of numbers: a column in its unit, such as the value of a year before. The target less the column is learnt, and the model adds the column back to what it says: trees cannot follow a trend otherwise.',
    ),
  features: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The columns to learn from; default: as `features` says, else all numbers and flags.'),
  categorical: z
    .array(z.string())
    .min(1)
    .optional()
    .describe(
      'Features that are categories: text, or numbers that are names. A value that training did not have is missing.',
    ),
  encode: z
    .enum(['oneHot', 'ordinal', 'frequency', 'target', 'native'])
    .optional()
    .describe(
      'What becomes of categories: a flag each, their number in ascending order, their share of the rows, the mean target of their rows (out of fold), or nothing, for boosting, which splits them itself. Default: native for boosting, else oneHot.',
    ),
  minFrequency: z
    .int()
    .min(1)
    .optional()
    .describe('Of oneHot: categories with fewer training rows share one flag, with unknown ones.'),
  smooth: z.number().min(0).optional().describe('Of target: rows that the overall mean counts as. Default 10.'),
  impute: z
    .enum(['median', 'mean', 'mostFrequent', 'constant', 'none'])
    .default('median')
    .describe('How gaps are filled, by values of the training rows; none leaves them to the learner.'),
  fillValue: z.number().optional().describe('Of constant. Default 0.'),
  indicateMissing: z.boolean().default(false).describe('Add a flag for each feature that has gaps in training.'),
  scale: z
    .enum(['standard', 'minMax', 'robust', 'none'])
    .default('none')
    .describe('Bring numbers to one scale: by mean and deviation, by range, or by median and quartiles.'),
}

export const classWeight = z
  .union([z.literal('balanced'), z.record(z.string(), z.number().min(0)), z.null()])
  .optional()
  .describe('Weights of the classes: balanced, or a number each. Default: all alike.')
export const share = z.number().gt(0).lt(1)
export const fitIntercept = z.boolean().default(true).describe('Whether there is a constant beside the weighted sum.')
