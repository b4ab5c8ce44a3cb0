import { z } from 'millrace'
import { bootstrap, facets, minimumGroup, outcome, positive } from '../bias-report/params.ts'

export const compareBiasParams = z.strictObject({
  facets,
  positive,
  reference: z.string().optional().describe('The model that the others are compared with. Default: the first by name.'),
  labels: z.record(z.string(), z.string()).default({}).describe('Names of the models for reading.'),
  groupLabels: z.record(z.string(), z.string()).default({}).describe('Names of groups for reading, by value.'),
  minimumGroup,
  bootstrap,
  ...outcome,
})

export type CompareBiasParams = z.output<typeof compareBiasParams>
