import { z } from 'millrace'
import { objectiveNames } from './objectives.ts'

const name = z.string().min(1)
const value = z.union([z.number(), z.string(), z.boolean(), z.null()])
const when = z
  .record(name, z.union([value, z.array(value).min(1)]))
  .optional()
  .describe('The parameter exists only where others have these values.')
const low = z.number().describe('The least value.')
const high = z.number().describe('The greatest value.')

const dimension = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('linear'), low, high, step: z.number().positive().optional(), when }),
  z.strictObject({ type: z.literal('log').describe('Orders of magnitude equally likely.'), low, high, when }),
  z.strictObject({
    type: z.literal('reverseLog').describe('Orders of magnitude of the distance from 1.'),
    low,
    high,
    when,
  }),
  z.strictObject({
    type: z.literal('integer'),
    low: z.int(),
    high: z.int(),
    step: z.int().min(1).optional(),
    log: z.boolean().optional().describe('Orders of magnitude equally likely.'),
    when,
  }),
  z.strictObject({ type: z.literal('categorical'), values: z.array(value).min(1), when }),
])

const nSplits = z.int().min(2).default(5).describe('How many folds.')
const folds = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('time').describe('Each fold is judged on later rows than it learns from.'),
    time: name.default('date').describe('The column with the date or timestamp of a row.'),
    period: z
      .enum(['value', 'day', 'week', 'month', 'year'])
      .default('day')
      .describe('Rows of one period are never parted: no match is forecast by another of its day.'),
    nSplits,
    testPeriods: z
      .int()
      .min(1)
      .optional()
      .describe('Periods of a test; default: what makes tests and first training alike.'),
    window: z
      .int()
      .min(1)
      .optional()
      .describe('A rolling window of so many periods; default: all earlier ones, expanding.'),
    gap: z.int().min(0).default(0).describe('Periods between training and test that are left out.'),
  }),
  z.strictObject({
    by: z.literal('purged').describe('Blocks of time; labels that overlap a test are purged from training.'),
    start: name.describe('When the label of a row begins: a date, a timestamp or a number, rows in its order.'),
    end: name.describe('When it is known.'),
    nSplits,
    embargo: z.number().min(0).default(0).describe('Days, or units of the number, after a test that are left out.'),
  }),
  z.strictObject({
    by: z.literal('group').describe('Rows that agree in a column stay together.'),
    group: name,
    nSplits,
  }),
  z.strictObject({ by: z.literal('random').describe('Rows at random, classes evenly.'), nSplits }),
])

const eta = z.int().min(2).default(3).describe('One of so many goes on, with so many times the budget.')
const budget = {
  resource: name.default('nEstimators').describe('The parameter of the learner that is the budget.'),
  maxBudget: z.int().min(1).describe('What a trial may use at most.'),
}
const minBudget = z.int().min(1).default(1).describe('What it gets first.')
const scheduler = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('successiveHalving'), ...budget, minBudget, eta }),
  z.strictObject({ name: z.literal('hyperband'), ...budget, minBudget, eta }),
  z.strictObject({
    name: z.literal('medianPruning'),
    ...budget,
    steps: z.int().min(2).default(4).describe('At how many budgets a trial is looked at.'),
    startupTrials: z.int().min(0).default(5).describe('Trials that come to their end before any is given up.'),
  }),
])

const strategy = z.enum(['grid', 'random', 'latinHypercube', 'sobol', 'tpe', 'gp'])
const objective = z.enum(objectiveNames as [string, ...string[]])

export const tuneParams = z.strictObject({
  learner: z
    .record(name, z.unknown())
    .describe('What is not searched: parameters as the stage train takes them, such as learner: boosting.'),
  space: z
    .record(name, dimension)
    .describe('What is searched, by the name of the parameter; learner may be among them.'),
  objective: z
    .union([objective, z.array(objective).min(1)])
    .describe('What is judged on the rows that a fold does not learn from; of several, a front is sought.'),
  folds: folds.describe('How the training rows are split.'),
  strategy: z
    .union([strategy, z.array(strategy).min(1)])
    .default('tpe')
    .describe('How trials are chosen; several are compared, each with all the trials.'),
  scheduler: scheduler.optional().describe('Gives trials more and more, and the worse ones no more.'),
  trials: z.int().min(1).default(40).describe('How many are run; one that goes on with more counts again.'),
  batchSize: z.int().min(1).default(1).describe('How many are chosen at once, not knowing of one another’s results.'),
  seconds: z
    .number()
    .positive()
    .optional()
    .describe('No further batch begins after so long. How many trials that bought is recorded, and verify replays it.'),
})

export type TuneParams = z.output<typeof tuneParams>
