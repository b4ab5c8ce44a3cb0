import { z } from 'millrace'
import { smoteParams } from '../smote/params.ts'
import { trainParams } from '../train/params.ts'

const name = z.string().min(1)
const time = name.describe('The column with the date or timestamp of a row.')
const nSplits = z.int().min(2).default(5).describe('Folds.')
const shuffle = z.boolean().default(true).describe('Deal rows out at random; else neighbouring rows stay together.')

const walk = {
  minTrain: z.int().min(1).default(1).describe('Periods before the first test.'),
  maxTrain: z.int().min(1).optional().describe('A window of so many periods; default: all earlier ones.'),
  testPeriods: z.int().min(1).default(1).describe('Periods of each test.'),
  gap: z.int().min(0).default(0).describe('Periods between training and test that are left out.'),
}

export const foldParams = z.discriminatedUnion('by', [
  z
    .strictObject({
      by: z.literal('walkForward').describe('Each period is tested by what came before it.'),
      period: name.optional().describe('The column that names the period of a row, such as a season; or `time`.'),
      time: time.optional(),
      every: z.enum(['day', 'week', 'month', 'year', 'season']).default('year').describe('Of time: what a period is.'),
      seasonStart: z.int().min(1).max(12).default(7).describe('Of season: the month in which one begins.'),
      ...walk,
    })
    .refine(({ period, time: moment }) => (period === undefined) !== (moment === undefined), {
      message: 'a walk forward takes either `period` or `time`',
      path: ['period'],
    }),
  z.strictObject({
    by: z.literal('cutoff').describe('One fold: earlier days to learn from, later days to be judged on.'),
    time,
    cutoff: z.iso.date().describe('The first day of the tested rows.'),
  }),
  z.strictObject({
    by: z.literal('timeSeries').describe('Blocks of later rows are tested by all rows before them.'),
    time,
    nSplits,
    gap: z.int().min(0).default(0).describe('Rows between training and test that are left out.'),
    testSize: z.int().min(1).optional().describe('Rows of each test.'),
    maxTrainSize: z.int().min(1).optional().describe('A window of so many rows; default: all earlier ones.'),
  }),
  z.strictObject({
    by: z.literal('purgedKFold').describe('Blocks of rows in order of time, tested by rows before and after them.'),
    time,
    until: name.optional().describe('The column with the moment at which the label of a row was known; default: time.'),
    nSplits,
    embargo: z.number().min(0).default(0).describe('Days after a test in which rows are left out, too.'),
  }),
  z.strictObject({ by: z.literal('kFold').describe('Each row is tested once.'), nSplits, shuffle }),
  z.strictObject({
    by: z.literal('stratifiedKFold').describe('The same, with the classes in about the same shares in each fold.'),
    nSplits,
    shuffle,
  }),
  z.strictObject({ by: z.literal('groupKFold').describe('No fold parts the rows of one `group`.'), nSplits }),
])

export type FoldParams = z.output<typeof foldParams>

export const crossValidateParams = z
  .strictObject({
    train: trainParams.describe('The learner and its parameters, as the stage `train` takes them.'),
    split: foldParams.describe('What is learnt from and what is tested, fold by fold.'),
    trainWhere: name.optional().describe('SQL condition: the rows to learn from. Default: all.'),
    testWhere: name.optional().describe('SQL condition: the rows to be tested. Default: all.'),
    resample: z
      .union([z.literal('none'), smoteParams])
      .default('none')
      .describe('What is done to the training rows of each fold, as the stage `smote` takes it.'),
    calibrate: z
      .enum(['none', 'sigmoid', 'isotonic', 'beta', 'temperature'])
      .default('none')
      .describe('How probabilities are brought to what happens, by training rows that were left out in turn.'),
    innerFolds: z.int().min(2).default(5).describe('Of calibrate: into how many parts the training rows are dealt.'),
    group: z
      .array(name)
      .min(1)
      .optional()
      .describe('Rows that agree in these columns belong together: no fold learns from one and tests another.'),
    keep: z
      .array(name)
      .optional()
      .describe('Columns of the tested rows to keep beside the target; default: all that are no features.'),
  })
  .superRefine(({ split, group, resample, train }, context) => {
    const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (split.by === 'groupKFold' && group === undefined) wrong(['group'], 'groupKFold needs the columns of the groups')
    if (resample !== 'none') {
      for (const named of ['target', 'classes', 'features'] as const) {
        if (resample[named] !== undefined) wrong(['resample', named], 'this is what `train` says')
      }
      if (train.weight !== undefined) wrong(['resample'], 'rows that are made up have no weight, and `train` has one')
    }
    if (train.learner === 'boosting' && train.earlyStoppingRounds !== undefined) {
      wrong(['train', 'earlyStoppingRounds'], 'a fold has no rows to stop by: say nEstimators')
    }
  })

export type CrossValidateParams = z.output<typeof crossValidateParams>
