import { z } from 'millrace'

const share = z.number().gt(0).lt(1)
const drawn = share.default(0.25).describe('Share of the rows (or groups of rows) that are held out.')
const target = z.string().min(1).optional().describe('A column whose values are counted on both sides.')

export const holdOutParams = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('time').describe('The latest days are held out: as the test lies after training.'),
      time: z.string().min(1).default('date').describe('The column with the date or timestamp of a row.'),
      cutoff: z.iso.date().optional().describe('The first day that is held out.'),
      share: share.optional().describe('Instead of a cutoff, which is then laid where the share comes nearest.'),
      target,
    })
    .refine(({ cutoff, share }) => (cutoff === undefined) !== (share === undefined), {
      message: 'a split by time takes either `cutoff` or `share`',
      path: ['cutoff'],
    }),
  z.strictObject({ by: z.literal('ratio').describe('Rows at random.'), share: drawn, target }),
  z.strictObject({
    by: z.literal('stratified').describe('Rows at random, with the same shares of each class on both sides.'),
    stratify: z.string().min(1).describe('The column whose shares are kept.'),
    share: drawn,
    target,
  }),
  z.strictObject({
    by: z.literal('group').describe('Whole groups of rows at random.'),
    group: z.array(z.string().min(1)).min(1).describe('Rows that agree in these columns stay together.'),
    share: drawn,
    target,
  }),
])
