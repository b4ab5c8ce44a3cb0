import { z } from 'millrace'

const name = z.string().min(1)

export const explainParams = z.strictObject({
  method: z
    .enum(['auto', 'pathDependent', 'interventional'])
    .default('auto')
    .describe('Of trees: what stands in for a feature that is not known; auto takes pathDependent, which is faster.'),
  rows: z.int().min(1).default(1000).describe('At most so many rows are explained; of more, so many are drawn.'),
  background: z.int().min(1).default(100).describe('At most so many rows of the background are used.'),
  rounds: z.int().min(1).default(1).describe('Of models that are sampled: how often each background row is used.'),
  metric: z
    .enum(['logLoss', 'brier', 'error', 'absoluteError', 'squaredError'])
    .optional()
    .describe('By what permutation importance judges; default: logLoss for classes, absoluteError for numbers.'),
  repeats: z.int().min(1).default(10).describe('How often each column is shuffled.'),
  level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
  focus: name.optional().describe('The class that beeswarm and dependence are about; default: the last one.'),
  dependence: z
    .int()
    .min(1)
    .max(6)
    .default(3)
    .describe('For how many features, the most important, dependence is drawn.'),
  resolution: z.int().min(2).max(100).default(25).describe('Values at which dependence asks the model.'),
  curves: z.int().min(0).max(100).default(40).describe('Rows whose own curves are drawn beside the mean.'),
  rowLabel: z.array(name).default([]).describe('Columns by which example rows are named; default: their number.'),
  rowNoun: name.default('rows').describe('What the rows are, for sentences: matches, patients.'),
  driftThreshold: z.number().gt(0).max(1).default(0.9).describe('NDCG below which attributions have drifted.'),
  target: name.optional().describe('The column with what was; default: as `features` or the model says.'),
})

export type ExplainParams = z.output<typeof explainParams>
