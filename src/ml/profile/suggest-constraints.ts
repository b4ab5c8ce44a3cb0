import type { DistanceMethod } from './baseline-distance.ts'
import type { ConstraintsDocument, FeatureConstraints } from './constraints-document.ts'
import { commonStatistics, type FeatureStatistics, type StatisticsDocument } from './statistics-document.ts'

export interface SuggestOptions {
  /** Text columns whose values are new every time, such as dates: no domain, and no comparison of distributions. */
  readonly open?: readonly string[]
  /** Most values that a domain may have; default 100. */
  readonly mostValues?: number
  /** Model Monitor's three thresholds; default 0.1 each. */
  readonly dataType?: number
  readonly domainContent?: number
  readonly comparison?: number
  /** Default `Robust`. */
  readonly method?: DistanceMethod
}

/**
 * Constraints that a table suggests for those that come after it.
 *
 * Type: the one seen. Completeness: 1 where nothing is missing; else the lower end of the normal 95 % interval of the
 * share, cut to two digits, so that the next sample of the same source does not fail by chance. Numbers: not negative,
 * where none was. Text: its values are the domain when each occurs at least twice on average and there are no more than
 * `mostValues`; other text is not compared with its baseline, as its values are names rather than categories.
 *
 * Source: Model Monitor, "Schema for Constraints"; deequ, `RetainCompletenessRule`. O(columns and their values).
 * @example suggestConstraints(statistics).features[0].completeness // 0.94
 */
export function suggestConstraints(
  { dataset, features }: StatisticsDocument,
  options: SuggestOptions = {},
): ConstraintsDocument {
  const { dataType = 0.1, domainContent = 0.1, comparison = 0.1, method = 'Robust' } = options
  return {
    version: 0,
    features: features.map((feature) => constrain(feature, dataset.item_count, options)),
    monitoring_config: {
      evaluate_constraints: 'Enabled',
      emit_metrics: 'Enabled',
      datatype_check_threshold: dataType,
      domain_content_threshold: domainContent,
      distribution_constraints: {
        perform_comparison: 'Enabled',
        comparison_threshold: comparison,
        comparison_method: method,
      },
    },
  }
}

function constrain(
  feature: FeatureStatistics,
  rows: number,
  { open = [], mostValues = 100 }: SuggestOptions,
): FeatureConstraints {
  const { name, inferred_type, numerical_statistics: numbers, string_statistics: texts } = feature
  const { num_present: present } = commonStatistics(feature)
  const common = { name, inferred_type, completeness: leastCompleteness(present, rows) }
  if (numbers !== undefined) return { ...common, num_constraints: { is_non_negative: numbers.min >= 0 } }
  const listed = texts?.distribution.categorical.buckets ?? []
  const closed =
    inferred_type === 'String' &&
    !open.includes(name) &&
    listed.length === texts?.distinct_count &&
    listed.length <= Math.min(mostValues, present / 2)
  if (closed) return { ...common, string_constraints: { domains: listed.map(({ value }) => value).sort() } }
  return { ...common, monitoringConfigOverrides: { distribution_constraints: { perform_comparison: 'Disabled' } } }
}

function leastCompleteness(present: number, rows: number): number {
  const share = rows === 0 ? 0 : present / rows
  if (share === 1) return 1
  const lower = share - 1.96 * Math.sqrt((share * (1 - share)) / Math.max(1, rows))
  return Math.max(0, Math.floor(lower * 100) / 100)
}
