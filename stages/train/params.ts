import { z } from 'millrace'
import { baselineLearners } from './params/baselines.ts'
import { linearLearners } from './params/linear.ts'
import { peerLearners } from './params/peers.ts'
import { learnt } from './params/shared.ts'
import { treeLearners } from './params/trees.ts'

/** What belongs to the stage and not to one learner within it. */
const preparation = [
  'target',
  'classes',
  'task',
  'weight',
  'offset',
  'features',
  'categorical',
  'encode',
  'minFrequency',
  'smooth',
  'impute',
  'fillValue',
  'indicateMissing',
  'scale',
] as const

const mask = Object.fromEntries(preparation.map((name) => [name, true as const]))
const [first, ...others] = [...treeLearners, ...linearLearners, ...peerLearners].map((schema) =>
  (schema as z.ZodObject).omit(mask as never),
)
/** A learner within another: its own parameters alone. */
const inner = z.discriminatedUnion('learner', [first!, ...others] as never) as unknown as z.ZodType<
  { readonly learner: string } & Readonly<Record<string, unknown>>,
  { readonly learner: string } & Readonly<Record<string, unknown>>
>
const estimators = z
  .record(z.string().min(1), inner)
  .refine((given) => Object.keys(given).length > 0, 'give at least one')
  .describe('Learners by names of your own, each with its parameters.')

const combined = [
  z.strictObject({
    learner: z.literal('voting').describe('Several learners that vote, or whose numbers are averaged.'),
    estimators,
    voting: z.enum(['hard', 'soft']).optional().describe('Of classes: count votes (default) or average probabilities.'),
    weights: z.record(z.string(), z.number().min(0)).optional().describe('A weight by name. Default: all alike.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('stacking').describe('Several learners, and one that learns from what they say of unseen rows.'),
    estimators,
    finalEstimator: inner.optional().describe('The last learner. Default: logisticRegression, or ridge for numbers.'),
    folds: z.int().min(2).default(5).describe('Parts in turn left out and predicted.'),
    passthrough: z.boolean().default(false).describe('Whether the last learner sees the features too.'),
    ...learnt,
  }),
] as const

/** Names and defaults are scikit-learn's and XGBoost's, in camelCase. */
export const trainParams = z.discriminatedUnion('learner', [
  ...treeLearners,
  ...linearLearners,
  ...peerLearners,
  ...combined,
  ...baselineLearners,
])

export type TrainParams = z.output<typeof trainParams>
/** Of learners that look at features. */
export type LearntParams = Extract<TrainParams, { readonly impute: unknown }>
