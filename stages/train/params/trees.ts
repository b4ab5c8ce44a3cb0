import { z } from 'millrace'
import { classWeight, learnt, share } from './shared.ts'

/** Names and defaults are scikit-learn's, in camelCase. */
const forest = {
  nEstimators: z.int().min(1).default(100).describe('Trees.'),
  criterion: z
    .enum(['gini', 'entropy', 'logLoss', 'squaredError', 'absoluteError'])
    .optional()
    .describe('What a split is to reduce. Default: gini for classes, squaredError for numbers.'),
  maxDepth: z.int().min(1).nullable().default(null).describe('Depth of a tree; null is no limit.'),
  minSamplesSplit: z
    .union([z.int().min(2), share])
    .default(2)
    .describe('Rows that a node must have to be split: a count or a share.'),
  minSamplesLeaf: z
    .union([z.int().min(1), share])
    .default(1)
    .describe('Rows that a leaf must have: a count or a share.'),
  minWeightFractionLeaf: z.number().min(0).max(0.5).default(0).describe('Share of the weight that a leaf must have.'),
  maxFeatures: z
    .union([z.enum(['sqrt', 'log2']), z.int().min(1), share, z.null()])
    .optional()
    .describe(
      'Features looked at for each split: a count, a share, or null for all. Default: sqrt for classes, null for numbers.',
    ),
  maxLeafNodes: z.int().min(2).nullable().default(null).describe('Leaves of a tree at most; null is no limit.'),
  oobScore: z.boolean().default(false).describe('Judge each row by the trees that did not see it.'),
  classWeight: z
    .union([z.literal('balancedSubsample'), classWeight])
    .optional()
    .describe('Weights of the classes: balanced, balancedSubsample, or a number each. Default: all alike.'),
  maxSamples: z
    .union([z.int().min(1), share, z.null()])
    .default(null)
    .describe('Rows drawn for a tree: a count, a share, or null for as many as there are.'),
  minImpurityDecrease: z.number().min(0).default(0).describe('What a split must at least reduce.'),
}

/** Names and defaults are XGBoost's, in camelCase. */
const boosting = {
  nEstimators: z.int().min(1).default(100).describe('Rounds: each adds a tree, or one a class.'),
  eta: z.number().positive().max(1).default(0.3).describe('By how much each tree is shrunk.'),
  maxDepth: z.int().min(0).default(6).describe('Depth of a tree; 0 is no limit.'),
  minChildWeight: z.number().min(0).default(1).describe('Least sum of hessians in a child.'),
  gamma: z.number().min(0).default(0).describe('What a split must at least reduce.'),
  lambda: z.number().min(0).default(1).describe('L2 penalty on leaf values.'),
  alpha: z.number().min(0).default(0).describe('L1 penalty on leaf values.'),
  maxDeltaStep: z.number().min(0).optional().describe('Greatest leaf value before eta; 0 is no limit.'),
  subsample: z.number().gt(0).max(1).default(1).describe('Share of the rows for each tree.'),
  colsampleByTree: z.number().gt(0).max(1).default(1).describe('Share of the features for each tree.'),
  colsampleByLevel: z.number().gt(0).max(1).default(1).describe('Share of those for each level.'),
  colsampleByNode: z.number().gt(0).max(1).default(1).describe('Share of those for each node.'),
  maxBin: z.int().min(3).max(256).default(256).describe('Bins of a feature, one of them for missing values.'),
  growPolicy: z.enum(['depthwise', 'lossguide']).default('depthwise').describe('Level by level, or best leaf first.'),
  maxLeaves: z.int().min(0).default(0).describe('Leaves of a tree; 0 is no limit.'),
  monotoneConstraints: z
    .record(z.string(), z.union([z.literal(1), z.literal(0), z.literal(-1)]))
    .optional()
    .describe('Features with which the prediction may only rise (1) or fall (-1).'),
  interactionConstraints: z
    .array(z.array(z.string()).min(1))
    .optional()
    .describe('Sets of features that may stand together on a path.'),
  maxCatToOnehot: z.int().min(1).optional().describe('Categories from which on a split parts sets. Default 4.'),
  maxCatThreshold: z.int().min(1).optional().describe('Categories in the smaller set of a split. Default 64.'),
  objective: z
    .enum(['logistic', 'softprob', 'squaredError', 'poisson', 'quantile'])
    .optional()
    .describe('What is minimised. Default: logistic for two classes, softprob for more, squaredError for numbers.'),
  quantileAlpha: share.optional().describe('Of the objective quantile. Default 0.5.'),
  baseScore: z
    .union([z.number(), z.literal('auto')])
    .optional()
    .describe('What every prediction starts from.'),
  scalePosWeight: z.number().positive().optional().describe('Weight of the second of two classes. Default 1.'),
  classWeight,
  earlyStoppingRounds: z
    .int()
    .min(1)
    .optional()
    .describe('Ends when the rows of the input `validation` have not been predicted better for so many rounds.'),
}

export const treeLearners = [
  z.strictObject({
    learner: z.literal('randomForest').describe('Trees on bootstrap samples; probabilities are mean leaf frequencies.'),
    ...forest,
    bootstrap: z.boolean().default(true).describe('Whether each tree draws its rows with replacement.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('extraTrees').describe('Trees whose thresholds are drawn at random.'),
    ...forest,
    bootstrap: z.boolean().default(false).describe('Whether each tree draws its rows with replacement.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('boosting').describe('Trees one after the other, each mending what the ones before left.'),
    ...boosting,
    ...learnt,
    impute: learnt.impute.unwrap().default('none').describe('How gaps are filled; boosting takes them as they are.'),
  }),
] as const
