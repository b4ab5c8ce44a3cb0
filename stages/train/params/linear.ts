import { z } from 'millrace'
import { classWeight, fitIntercept, learnt } from './shared.ts'

const alpha = z.number().min(0).default(1).describe('Strength of the penalty.')
const descent = {
  maxIter: z.int().min(1).default(10_000).describe('Rounds of the solver at most.'),
  tol: z.number().positive().default(1e-8).describe('Duality gap at which it ends, as a share of the squared target.'),
}

/** Names are scikit-learn's, in camelCase. */
export const linearLearners = [
  z.strictObject({
    learner: z.literal('logisticRegression').describe('Multinomial logistic regression.'),
    penalty: z.enum(['l2', 'l1', 'elasticnet', 'none']).default('l2').describe('What holds coefficients close to 0.'),
    C: z.number().positive().default(1).describe('Inverse strength of the penalty.'),
    l1Ratio: z.number().min(0).max(1).optional().describe('Of elasticnet: the share of the l1 penalty.'),
    fitIntercept,
    standardize: z.boolean().default(false).describe('Penalise features as if each had standard deviation 1.'),
    classWeight,
    maxIter: z.int().min(1).default(1000).describe('Steps of the solver at most.'),
    tol: z
      .number()
      .positive()
      .default(1e-10)
      .describe('Share of the objective that may still be missing before the last step.'),
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('linearRegression').describe('Ordinary least squares.'),
    fitIntercept,
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('ridge').describe('Least squares with a penalty on squared coefficients.'),
    alpha,
    fitIntercept,
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('lasso').describe('Least squares with many coefficients held at 0.'),
    alpha,
    fitIntercept,
    ...descent,
    ...learnt,
  }),
  z.strictObject({
    learner: z.literal('elasticNet').describe('Least squares with both penalties.'),
    alpha,
    l1Ratio: z.number().min(0).max(1).default(0.5).describe('Share of the penalty on absolute values.'),
    fitIntercept,
    ...descent,
    ...learnt,
  }),
] as const
