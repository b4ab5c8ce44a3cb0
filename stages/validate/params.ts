import { z } from 'millrace'
import { constraintCheckTypes } from 'millrace/ml'

const share = z.number().min(0).max(1).optional()

export const validateParams = z.strictObject({
  onViolation: z
    .enum(['warn', 'fail'])
    .default('warn')
    .describe('Whether a violation is a warning in the findings, or makes the stage fail with E_CHECK.'),
  thresholds: z
    .strictObject({
      dataType: share.describe('Largest share of values of another type.'),
      domainContent: share.describe('Largest share of values outside of the domain.'),
      comparison: share.describe('Largest distance from the baseline’s distribution.'),
      method: z.enum(['Robust', 'Simple']).optional().describe('Whether chance is taken from that distance.'),
    })
    .prefault({})
    .describe('Where given, these hold for all columns instead of what the constraints say.'),
  ignore: z
    .array(z.enum(constraintCheckTypes))
    .default([])
    .describe('Checks that are not made, such as extra_column_check.'),
  columns: z.array(z.string()).min(1).optional().describe('The columns to check; default: all, on both sides.'),
})

export type ValidateParams = z.output<typeof validateParams>
