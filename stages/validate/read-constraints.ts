import { MillraceError, z } from 'millrace'
import type { ConstraintsDocument, StatisticsDocument } from 'millrace/ml'
import type { ValidateParams } from './params.ts'

const switched = z.enum(['Enabled', 'Disabled'])
const share = z.number().min(0).max(1)
const distribution = z.object({
  perform_comparison: switched.default('Enabled'),
  comparison_threshold: share.default(0.1),
  comparison_method: z.enum(['Simple', 'Robust']).default('Robust'),
  categorical_comparison_threshold: share.optional(),
  categorical_drift_method: z.literal('LInfinity').optional(),
})
const type = z.enum(['Integral', 'Fractional', 'String', 'Unknown'])
const config = z.object({
  evaluate_constraints: switched.default('Enabled'),
  emit_metrics: switched.default('Enabled'),
  datatype_check_threshold: share.default(0.1),
  domain_content_threshold: share.default(0.1),
  distribution_constraints: distribution.prefault({}),
})
/** Without defaults: what a column does not override stays as it is. */
const overrides = z.object({
  evaluate_constraints: switched.optional(),
  emit_metrics: switched.optional(),
  datatype_check_threshold: share.optional(),
  domain_content_threshold: share.optional(),
  distribution_constraints: z
    .object({
      perform_comparison: switched.optional(),
      comparison_threshold: share.optional(),
      comparison_method: z.enum(['Simple', 'Robust']).optional(),
      categorical_comparison_threshold: share.optional(),
      categorical_drift_method: z.literal('LInfinity').optional(),
    })
    .optional(),
})
const constraints = z.object({
  version: z.number(),
  features: z
    .array(
      z.object({
        name: z.string().min(1),
        inferred_type: type,
        completeness: share.default(0),
        num_constraints: z.object({ is_non_negative: z.boolean() }).optional(),
        string_constraints: z.object({ domains: z.array(z.string()) }).optional(),
        monitoringConfigOverrides: overrides.optional(),
      }),
    )
    .min(1),
  monitoring_config: config.prefault({}),
})

const common = z.object({ num_present: z.number(), num_missing: z.number() })
const statistics = z.object({
  features: z.array(
    z.object({
      name: z.string(),
      numerical_statistics: z
        .object({
          common,
          distribution: z.object({
            kll: z.object({ sketch: z.object({ data: z.array(z.array(z.number())).min(1) }) }),
          }),
        })
        .optional(),
      string_statistics: z
        .object({
          common,
          distribution: z.object({
            categorical: z.object({ buckets: z.array(z.object({ value: z.string(), count: z.number() })) }),
          }),
        })
        .optional(),
    }),
  ),
})

/**
 * Constraints as a stage or a file gives them, checked and filled in. Model Monitor's own files are read as they are.
 * @throws E_INPUT_FORMAT naming the field
 */
export function readConstraints(given: unknown, { thresholds }: ValidateParams): ConstraintsDocument {
  const read = parse(constraints, given, 'constraints') as ConstraintsDocument
  const { dataType, domainContent, comparison, method } = thresholds
  const monitoring = {
    ...(dataType === undefined ? {} : { datatype_check_threshold: dataType }),
    ...(domainContent === undefined ? {} : { domain_content_threshold: domainContent }),
  }
  const compared = {
    ...(comparison === undefined
      ? {}
      : { comparison_threshold: comparison, categorical_comparison_threshold: comparison }),
    ...(method === undefined ? {} : { comparison_method: method }),
  }
  const asked = (rules: ConstraintsDocument['monitoring_config']) => ({
    ...rules,
    ...monitoring,
    distribution_constraints: { ...rules.distribution_constraints, ...compared },
  })
  return {
    ...read,
    features: read.features.map(({ monitoringConfigOverrides: own, ...feature }) =>
      own === undefined
        ? feature
        : { ...feature, monitoringConfigOverrides: asked(own as ConstraintsDocument['monitoring_config']) },
    ),
    monitoring_config: asked(read.monitoring_config),
  }
}

/** Statistics of the baseline, as far as the comparison needs them. @throws E_INPUT_FORMAT naming the field */
export function readStatistics(given: unknown): StatisticsDocument {
  parse(statistics, given, 'statistics')
  return given as StatisticsDocument
}

function parse(schema: z.ZodType, given: unknown, what: string): unknown {
  const { success, data, error } = schema.safeParse(given)
  if (success) return data
  const [issue] = error.issues
  const where = issue?.path.length === 0 ? 'the document' : (issue?.path.join('.') ?? 'the document')
  throw new MillraceError('E_INPUT_FORMAT', `The ${what} cannot be read: ${where}: ${issue?.message}.`, {
    hint: `They have the form of Model Monitor's ${what}.json, as the stage \`profile\` gives them.`,
  })
}
