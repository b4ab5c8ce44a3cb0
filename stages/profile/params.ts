import { z } from 'millrace'

const share = z.number().min(0).max(1)

export const profileParams = z.strictObject({
  columns: z.array(z.string()).min(1).optional().describe('The columns to look at; default: all.'),
  sketchSize: z
    .int()
    .min(8)
    .default(256)
    .describe('Room of the KLL sketches: 256 tells ranks within about 1.5 % of the rows, 2048 is Model Monitor’s.'),
  mostValues: z
    .int()
    .min(1)
    .default(100)
    .describe('Most values of a text column that are listed, and that a domain may have.'),
  thresholds: z
    .strictObject({
      dataType: share.default(0.1).describe('Largest share of values of another type.'),
      domainContent: share.default(0.1).describe('Largest share of values outside of the domain.'),
      comparison: share.default(0.1).describe('Largest distance from the baseline’s distribution.'),
      method: z.enum(['Robust', 'Simple']).default('Robust').describe('Whether chance is taken from that distance.'),
    })
    .prefault({})
    .describe('What the suggested constraints allow.'),
})

export type ProfileParams = z.output<typeof profileParams>
