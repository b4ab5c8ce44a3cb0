import { z } from 'millrace'

const target = z.string().min(1).optional().describe('A column whose values are counted on both sides.')
const testShare = z.number().gt(0).lt(1)
const share = testShare.default(0.25).describe('Share of the rows (or groups of rows) that are kept for the test.')

export const splitParams = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('time').describe('Earlier days to learn from, later days to be judged on.'),
      time: z.string().min(1).default('date').describe('The column with the date or timestamp of a row.'),
      cutoff: z.iso.date().optional().describe('The first day of the test rows.'),
      testShare: testShare
        .optional()
        .describe('Instead of a cutoff, which is then laid where the share comes nearest.'),
      target,
    })
    .refine(({ cutoff, testShare }) => (cutoff === undefined) !== (testShare === undefined), {
      message: 'a split by time takes either `cutoff` or `testShare`',
      path: ['cutoff'],
    }),
  z.strictObject({ by: z.literal('ratio').describe('Rows at random.'), testShare: share, target }),
  z.strictObject({
    by: z.literal('stratified').describe('Rows at random, with the same shares of each class on both sides.'),
    stratify: z.string().min(1).describe('The column whose shares are kept.'),
    testShare: share,
    target,
  }),
  z.strictObject({
    by: z.literal('group').describe('Whole groups of rows at random.'),
    group: z.array(z.string().min(1)).min(1).describe('Rows that agree in these columns stay together.'),
    testShare: share,
    target,
  }),
  z.strictObject({
    by: z.literal('given').describe('Somebody divided the rows already, and a column says how.'),
    column: z.string().min(1).describe('The column that says to which side a row belongs.'),
    test: z.array(z.string()).min(1).describe('Its values for the test rows; all others are to learn from.'),
    target,
  }),
])

export type SplitParams = z.output<typeof splitParams>
export type RandomSplitParams = Exclude<SplitParams, { by: 'time' }>
