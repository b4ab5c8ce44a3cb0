import { z } from 'millrace'

const name = z.string().min(1)

export const calibrateParams = z.strictObject({
  method: z
    .enum(['sigmoid', 'isotonic', 'beta', 'temperature'])
    .default('sigmoid')
    .describe('The curve: few rows suffice for sigmoid, temperature and beta; isotonic wants a thousand or more.'),
  target: name.optional().describe('The column with the true classes; default: as `features` says.'),
  weight: name.optional().describe('A column of weights of the calibration rows.'),
  key: z
    .array(name)
    .min(1)
    .optional()
    .describe('Columns that name a row: no calibration row may share them with a training row. Default: all columns.'),
  folds: z
    .int()
    .min(2)
    .default(5)
    .describe('Parts of the calibration rows that are in turn left out to judge the calibration.'),
  bins: z.int().min(2).default(10).describe('Bins of equal width for reliability and calibration error.'),
  bootstrap: z
    .strictObject({
      resamples: z.int().min(100).default(2000).describe('Resamples of the calibration rows.'),
      level: z.number().gt(0.5).lt(1).default(0.95).describe('Level of the intervals.'),
    })
    .prefault({}),
  rowNoun: name.default('rows').describe('What the rows are, for sentences: matches, patients.'),
})

export type CalibrateParams = z.output<typeof calibrateParams>
