import { z } from 'millrace'

const shared = {
  target: z.string().optional().describe('The column to predict; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('Its classes in their order; default: as `features` says.'),
}
const features = z.array(z.string()).min(1).optional()
const learnt = {
  ...shared,
  features: features.describe('The columns to learn from; default: as `features` says.'),
  impute: z.enum(['median', 'none']).default('median').describe('How gaps are filled, by values of the training rows.'),
}
const weights = z.union([z.literal('balanced'), z.record(z.string(), z.number().min(0)), z.null()])
const share = z.number().gt(0).lt(1)

/** Names and defaults are scikit-learn's, in camelCase. */
export const trainParams = z.discriminatedUnion('learner', [
  z.strictObject({
    learner: z.literal('randomForest').describe('Trees on bootstrap samples; probabilities are mean leaf frequencies.'),
    nEstimators: z.int().min(1).default(100).describe('Trees.'),
    criterion: z.enum(['gini', 'entropy', 'logLoss']).default('gini').describe('What a split is to reduce.'),
    maxDepth: z.int().min(1).nullable().default(null).describe('Depth of a tree; null is no limit.'),
    minSamplesSplit: z.int().min(2).default(2).describe('Rows that a node must have to be split.'),
    minSamplesLeaf: z.int().min(1).default(1).describe('Rows that a leaf must have.'),
    maxFeatures: z
      .union([z.enum(['sqrt', 'log2']), z.int().min(1), share, z.null()])
      .default('sqrt')
      .describe('Features looked at for each split: a count, a share, or null for all.'),
    bootstrap: z.boolean().default(true).describe('Whether each tree draws its rows with replacement.'),
    oobScore: z.boolean().default(false).describe('Judge each row by the trees that did not see it.'),
    classWeight: z
      .union([z.enum(['balanced', 'balancedSubsample']), weights])
      .default(null)
      .describe('Weights of the classes.'),
    maxSamples: z
      .union([z.int().min(1), share, z.null()])
      .default(null)
      .describe('Rows drawn for a tree: a count, a share, or null for as many as there are.'),
    minImpurityDecrease: z.number().min(0).default(0).describe('What a split must at least reduce.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('logisticRegression').describe('Multinomial logistic regression with an L2 penalty.'),
    C: z.number().positive().default(1).describe('Inverse strength of the penalty.'),
    standardize: z.boolean().default(false).describe('Penalise features as if each had standard deviation 1.'),
    classWeight: weights.default(null).describe('Weights of the classes.'),
    maxIter: z.int().min(1).default(100).describe('Steps of the solver at most.'),
    tol: z
      .number()
      .positive()
      .default(1e-12)
      .describe('Share of the objective that may still be missing before the last step.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('classFrequency').describe('The baseline that knows nothing: the class shares of training.'),
    ...shared,
  }),
  z.strictObject({
    learner: z.literal('groupFrequency').describe('The baseline that knows one column: class shares by its value.'),
    group: z.string().min(1).describe('That column.'),
    ...shared,
  }),
])

export type TrainParams = z.output<typeof trainParams>
