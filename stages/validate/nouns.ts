import type { ConstraintCheckType } from 'millrace/ml'

const nouns: Readonly<Record<ConstraintCheckType, string>> = {
  data_type_check: 'type of the values',
  completeness_check: 'completeness',
  baseline_drift_check: 'distribution',
  missing_column_check: 'column is missing',
  extra_column_check: 'column is new',
  categorical_values_check: 'values of the domain',
}

/** What a check asks, in words. */
export function nounOf(check: ConstraintCheckType): string {
  return nouns[check]
}
