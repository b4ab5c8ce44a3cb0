import { z } from 'millrace'
import { learnt } from './shared.ts'

/** Packages of npm: installed on demand, to compare with. */
export const peerLearners = [
  z.strictObject({
    learner: z.literal('mlRandomForest').describe('The package ml-random-forest, where it is installed; slow.'),
    nEstimators: z.int().min(1).default(100).describe('Trees.'),
    maxFeatures: z.number().positive().default(1).describe('Features of each tree: a count, or a share; 1 is all.'),
    bootstrap: z.boolean().default(true).describe('Whether each tree draws its rows with replacement.'),
    maxDepth: z.int().min(1).nullable().default(null).describe('Depth of a tree; null is no limit.'),
    minNumSamples: z.int().min(1).default(3).describe('Rows up to which a node is not split.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('mlXgboost').describe('The package ml-xgboost, where it is installed.'),
    nEstimators: z.int().min(1).default(100).describe('Rounds.'),
    eta: z.number().positive().max(1).default(0.3).describe('By how much each tree is shrunk.'),
    maxDepth: z.int().min(1).default(6).describe('Depth of a tree.'),
    minChildWeight: z.number().min(0).default(1).describe('Least sum of hessians in a child.'),
    gamma: z.number().min(0).default(0).describe('What a split must at least reduce.'),
    lambda: z.number().min(0).default(1).describe('L2 penalty on leaf values.'),
    alpha: z.number().min(0).default(0).describe('L1 penalty on leaf values.'),
    subsample: z.number().gt(0).max(1).default(1).describe('Share of the rows for each tree.'),
    colsampleByTree: z.number().gt(0).max(1).default(1).describe('Share of the features for each tree.'),
    treeMethod: z.enum(['exact', 'hist']).default('exact').describe('How splits are sought.'),
    ...learnt,
  }),
] as const
