import type { ConstraintCheck, ConstraintCheckType } from './check-constraints.ts'

/** Model Monitor's `constraint_violations.json`, with its field names. */
export interface ViolationsDocument {
  readonly violations: readonly ConstraintViolation[]
}

export interface ConstraintViolation {
  readonly feature_name: string
  readonly constraint_check_type: ConstraintCheckType
  readonly description: string
}

/**
 * The checks that failed, as Model Monitor writes them.
 *
 * Source: Model Monitor, "Schema for Violations". O(checks).
 */
export function violationsDocument(checks: readonly ConstraintCheck[]): ViolationsDocument {
  return {
    violations: checks
      .filter(({ ok }) => !ok)
      .map(({ feature, check, description }) => ({
        feature_name: feature,
        constraint_check_type: check,
        description,
      })),
  }
}
