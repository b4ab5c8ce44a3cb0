import type { DistanceMethod } from './baseline-distance.ts'
import type { InferredType } from './statistics-document.ts'

type Switch = 'Enabled' | 'Disabled'

/** Model Monitor's `constraints.json`, with its field names: what later tables have to keep to. Made to be edited. */
export interface ConstraintsDocument {
  readonly version: 0
  readonly features: readonly FeatureConstraints[]
  readonly monitoring_config: MonitoringConfig
}

export interface FeatureConstraints {
  readonly name: string
  readonly inferred_type: InferredType
  /** Least share of rows with a value, from 0 to 1. */
  readonly completeness: number
  readonly num_constraints?: { readonly is_non_negative: boolean }
  /** The values that may occur; absent where there are too many to list. */
  readonly string_constraints?: { readonly domains: readonly string[] }
  /** What differs from `monitoring_config` for this column. */
  readonly monitoringConfigOverrides?: MonitoringOverrides
}

export interface MonitoringConfig {
  readonly evaluate_constraints: Switch
  readonly emit_metrics: Switch
  /** Largest share of values that may be of another type. */
  readonly datatype_check_threshold: number
  /** Largest share of values that may be outside of the domain. */
  readonly domain_content_threshold: number
  readonly distribution_constraints: DistributionConstraints
}

export interface DistributionConstraints {
  readonly perform_comparison: Switch
  /** Largest distance between baseline and current distribution. */
  readonly comparison_threshold: number
  readonly comparison_method: DistanceMethod
  /** The same for categories; default: `comparison_threshold`. */
  readonly categorical_comparison_threshold?: number
  readonly categorical_drift_method?: 'LInfinity'
}

export type MonitoringOverrides = Partial<Omit<MonitoringConfig, 'distribution_constraints'>> & {
  readonly distribution_constraints?: Partial<DistributionConstraints>
}

/** The rules for one column: those of all, and what it overrides. */
export function rulesOf(config: MonitoringConfig, overrides: MonitoringOverrides = {}): MonitoringConfig {
  return {
    ...config,
    ...overrides,
    distribution_constraints: { ...config.distribution_constraints, ...overrides.distribution_constraints },
  }
}
