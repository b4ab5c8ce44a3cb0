import { z } from 'millrace'

const overSampling = ['smote', 'borderlineSmote', 'adasyn', 'smoten', 'randomOverSampler'] as const
const cleaning = ['tomekLinks', 'editedNearestNeighbours'] as const
const combined = ['smoteEnn', 'smoteTomek'] as const

const overStrategies = ['auto', 'notMajority', 'minority', 'notMinority', 'all'] as const
const underStrategies = ['auto', 'notMinority', 'majority', 'notMajority', 'all'] as const

export type ResampleMethod =
  | (typeof overSampling)[number]
  | 'randomUnderSampler'
  | (typeof cleaning)[number]
  | (typeof combined)[number]

const methods = [...overSampling, 'randomUnderSampler', ...cleaning, ...combined] as const

export const smoteParams = z
  .strictObject({
    method: z
      .enum(methods)
      .default('smote')
      .describe('How rows are added, copied or taken away: names of imbalanced-learn. `smote` copies flags (SMOTENC).'),
    kNeighbors: z
      .int()
      .min(1)
      .default(5)
      .describe('Nearest neighbours of a row among which one is drawn (`adasyn`: which also tell how hard it is).'),
    mNeighbors: z
      .int()
      .min(1)
      .default(10)
      .describe('`borderlineSmote`: neighbours that tell whether a row is in danger.'),
    kind: z
      .enum(['borderline-1', 'borderline-2'])
      .default('borderline-1')
      .describe('`borderlineSmote`: neighbours of the own class, or of all, gone to half as far.'),
    nNeighbors: z
      .int()
      .min(1)
      .default(3)
      .describe('`editedNearestNeighbours` and `smoteEnn`: neighbours that have to agree with a row.'),
    kindSel: z
      .enum(['all', 'mode'])
      .default('all')
      .describe('`editedNearestNeighbours` and `smoteEnn`: all neighbours have to agree, or most.'),
    samplingStrategy: z
      .union([
        z.enum(['auto', 'notMajority', 'minority', 'majority', 'notMinority', 'all']),
        z.number().positive().max(1),
        z.record(z.string(), z.int().min(0)),
        z.array(z.string()).min(1),
      ])
      .default('auto')
      .describe(
        'Which classes change: `auto` all to the size of the largest (adding) or smallest (taking away); a ratio; rows wanted by class; for cleaning a list of classes.',
      ),
    nominal: z
      .union([z.literal('auto'), z.array(z.string())])
      .default('auto')
      .describe('Features that are copied, not mixed: `auto` are the flags; an empty list mixes all.'),
    target: z.string().optional().describe('The column with the classes; default: as `features` says.'),
    classes: z.array(z.string()).min(2).optional().describe('The classes in their order.'),
    features: z.array(z.string()).min(1).optional().describe('The columns to mix; default: as `features` says.'),
  })
  .superRefine(({ method, samplingStrategy: strategy }, context) => {
    const cleans = (cleaning as readonly string[]).includes(method)
    const takes = cleans || method === 'randomUnderSampler'
    const names: readonly string[] = takes ? underStrategies : overStrategies
    const known = typeof strategy === 'string' ? names.includes(strategy) : Array.isArray(strategy) ? cleans : !cleans
    if (known) return
    const further = cleans ? 'a list of classes' : 'a ratio, or rows wanted by class'
    const message = `with method ${method} it is one of ${names.join(', ')}, ${further}`
    context.addIssue({ code: 'custom', path: ['samplingStrategy'], message })
  })

export type SmoteParams = z.output<typeof smoteParams>
