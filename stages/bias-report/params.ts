import { z } from 'millrace'

const name = z.string().min(1)
const value = z.union([z.string(), z.boolean(), z.number()]).transform(String)

const facetSpec = z
  .strictObject({
    columns: z
      .union([name, z.array(name).min(1)])
      .optional()
      .describe('The column, or the columns whose intersections are the groups. Default: the name of the facet.'),
    disfavoured: z
      .union([value, z.array(value).min(1)])
      .optional()
      .describe(
        'The value, or values, of the group that may be at a disadvantage, of several columns as `Female, Black`; of a threshold `above` or `below`. Default: each value in turn against all others.',
      ),
    threshold: z.number().optional().describe('Of a column of numbers: the groups are those up to it and those above.'),
  })
  .refine(({ threshold, columns }) => threshold === undefined || !Array.isArray(columns) || columns.length === 1, {
    message: 'a threshold divides one column',
    path: ['threshold'],
  })

export type FacetSpec = z.output<typeof facetSpec>

/** What all stages about bias take. */
export const facets = z
  .record(name, facetSpec)
  .refine((given) => Object.keys(given).length > 0, 'give at least one')
  .describe('What divides the rows into groups, by names of your own.')

export const positive = z
  .union([z.array(z.string()).min(1), z.strictObject({ above: z.number().optional(), upTo: z.number().optional() })])
  .describe('The wanted outcome: classes, or of a numeric target the numbers above one and up to another.')

export const bootstrap = z
  .strictObject({
    resamples: z.int().min(100).default(2000).describe('Resamples of the rows.'),
    level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
  })
  .prefault({})

export const minimumGroup = z
  .int()
  .min(1)
  .default(10)
  .describe('Numbers that rest on a group with fewer rows are greyed, and no warning comes from them.')

export const outcome = {
  target: z.string().optional().describe('The column with what really happened; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('Its classes; default: as `features` says.'),
}

/** Clarify's: of the labels of the training rows, then of the predictions for the test rows. */
export const allMetrics = [
  'CI',
  'DPL',
  'KL',
  'JS',
  'LP',
  'TVD',
  'KS',
  'CDDL',
  'DPPL',
  'DI',
  'DCA',
  'DCR',
  'RD',
  'SD',
  'DAR',
  'DRR',
  'AD',
  'TE',
  'CDDPL',
  'FT',
  'GE',
] as const

export const biasReportParams = z
  .strictObject({
    facet: z.string().min(1).optional().describe('One column that divides the rows into two groups; or `facets`.'),
    disfavoured: z
      .union([value, z.array(value).min(1)])
      .optional()
      .describe('With `facet`: the value, or values, of the group that may be at a disadvantage.'),
    facets: facets.optional(),
    positive,
    metrics: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Which of Clarify’s metrics are shown. Default: all, CDDL and CDDPL where there is `conditionalOn`.'),
    conditionalOn: name
      .optional()
      .describe('A column that might explain a disparity, such as a department: CDDL and CDDPL compare within it.'),
    sign: z
      .enum(['documented', 'code'])
      .default('documented')
      .describe(
        'Where Clarify’s documentation and its code differ: the sign of FT, and which side of a threshold is disfavoured unless said (documented: below; code: above).',
      ),
    odds: z.enum(['worstCase', 'mean']).default('worstCase').describe('How equalized odds join two rates.'),
    disparities: z
      .enum(['betweenGroups', 'toOverall'])
      .default('betweenGroups')
      .describe('Whether groups are compared with one another or with all rows.'),
    minimumGroup,
    bootstrap,
    labels: z.record(z.string(), z.string()).default({}).describe('Names for reading, by value of a facet.'),
    ...outcome,
  })
  .refine(({ facet, facets }) => (facet === undefined) !== (facets === undefined), {
    message: 'give either `facet` or `facets`',
    path: ['facets'],
  })
  .refine(({ disfavoured, facets }) => disfavoured === undefined || facets === undefined, {
    message: 'belongs into each of `facets`',
    path: ['disfavoured'],
  })

export type BiasReportParams = z.output<typeof biasReportParams>
export type Positive = BiasReportParams['positive']
