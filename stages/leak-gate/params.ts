import { z } from 'millrace'
import { leakChecks } from './leak-report.ts'

const name = z.string().min(1)

export const leakGateParams = z.strictObject({
  target: name.optional().describe('The column that is predicted; default: as `features` says.'),
  classes: z.array(z.string()).min(2).optional().describe('The classes of the target; default: as `features` says.'),
  features: z.array(name).min(1).optional().describe('The columns to look at; default: as `features` says, or all.'),
  categorical: z.array(name).default([]).describe('Features that are categories: text, or numbers that are names.'),
  time: name
    .optional()
    .describe('The date, time or number that orders the rows: for series, trends and running totals.'),
  entity: name.optional().describe('Whose row it is, where a table holds several series.'),
  key: z.array(name).default([]).describe('Columns that together name a row: none may be in train and in test.'),
  odds: z
    .record(name, name)
    .optional()
    .describe('By class, the column of the predictions that holds its probability by closing odds, margin taken out.'),
  knownAt: z
    .record(name, z.array(name).min(1))
    .default({})
    .describe('By column with a date or time: the features that were known from then on.'),
  cutoff: z
    .string()
    .regex(/^\d+ (second|minute|hour|day|week|month)s?$/, 'such as `0 days` or `90 minutes`')
    .default('0 days')
    .describe('Features must have been known before `time` minus this.'),
  allow: z
    .array(
      z.strictObject({
        check: z.enum(leakChecks),
        feature: name.optional().describe('Only warnings about this column; default: all of the check.'),
        because: name.describe('Why it is none: shown on the report.'),
      }),
    )
    .default([])
    .describe('Warnings that are known to be none.'),
  limits: z
    .strictObject({
      strength: z.number().gt(0.5).lt(1).default(0.999).describe('AUC or R² above which columns give the target.'),
      standardErrors: z.number().gt(0).default(2).describe('How far below the odds a log loss may lie.'),
      sharedRows: z.number().min(0).lt(1).default(0).describe('Share of test rows that may stand in train, too.'),
      outside: z.number().min(0).lt(1).default(0.1).describe('Share of test targets beyond those of training.'),
    })
    .prefault({}),
  sample: z
    .strictObject({
      rows: z.int().min(100).default(20_000).describe('Most training rows that are looked at, drawn by chance.'),
      pairFeatures: z.int().min(2).default(40).describe('Most features that are paired, the strongest first.'),
    })
    .prefault({}),
})

export type LeakGateParams = z.output<typeof leakGateParams>
