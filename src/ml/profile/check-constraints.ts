import { categoryDistance, numericDistance } from './baseline-distance.ts'
import { type ConstraintsDocument, type FeatureConstraints, rulesOf } from './constraints-document.ts'
import { commonStatistics, type FeatureStatistics, type StatisticsDocument } from './statistics-document.ts'

/** Model Monitor's six types of violations. */
export const constraintCheckTypes = [
  'data_type_check',
  'completeness_check',
  'baseline_drift_check',
  'missing_column_check',
  'extra_column_check',
  'categorical_values_check',
] as const

export type ConstraintCheckType = (typeof constraintCheckTypes)[number]

/** What was measured of one column for one check, and what it may be. Shares and distances are from 0 to 1. */
export interface ConstraintCheck {
  readonly feature: string
  readonly check: ConstraintCheckType
  /** Absent for a column that is missing or extra. */
  readonly value?: number
  readonly limit?: number
  readonly ok: boolean
  /** One sentence that says what was seen and what was asked for. */
  readonly description: string
}

/** A column of the table that is checked, measured as the type that its constraint names. */
export interface CheckedColumn {
  readonly statistics: FeatureStatistics
  /** Values that cannot be read as that type. They are present, and counted in none of the statistics. */
  readonly mistyped: number
  /** Values outside of the domain; 0 where there is no domain. */
  readonly unknown: number
}

export interface ConstraintEvidence {
  readonly constraints: ConstraintsDocument
  /** The baseline's statistics: without them distributions are not compared. */
  readonly baseline?: StatisticsDocument
  readonly rows: number
  readonly columns: readonly CheckedColumn[]
}

/**
 * Every check that constraints ask for, passed or not, in the order of the constraints; extra columns come last. Each
 * column is judged by `monitoring_config` with its own overrides; one whose `evaluate_constraints` is off is left alone,
 * and so are all when it is off for the document.
 *
 * Source: Model Monitor, "Schema for Violations" and "Schema for Constraints". O(columns × sketch).
 * @example checkConstraints({ constraints, rows, columns }).filter(({ ok }) => !ok)
 */
export function checkConstraints(evidence: ConstraintEvidence): ConstraintCheck[] {
  const { constraints, columns } = evidence
  const config = constraints.monitoring_config
  if (config.evaluate_constraints === 'Disabled') return []
  const named = new Set(constraints.features.map(({ name }) => name))
  return [
    ...constraints.features.flatMap((feature) => {
      const column = columns.find(({ statistics }) => statistics.name === feature.name)
      const { name } = feature
      if (rulesOf(config, feature.monitoringConfigOverrides).evaluate_constraints === 'Disabled') return []
      if (column === undefined) {
        const description = `The baseline has a column "${name}", the table has none.`
        return [{ feature: name, check: 'missing_column_check' as const, ok: false, description }]
      }
      return checkColumn(feature, column, evidence)
    }),
    ...columns
      .filter(({ statistics }) => !named.has(statistics.name))
      .map(({ statistics: { name } }) => ({
        feature: name,
        check: 'extra_column_check' as const,
        ok: false,
        description: `The table has a column "${name}", the baseline has none.`,
      })),
  ]
}

function checkColumn(feature: FeatureConstraints, column: CheckedColumn, evidence: ConstraintEvidence) {
  const { name, inferred_type: type, completeness, string_constraints: texts } = feature
  const rules = rulesOf(evidence.constraints.monitoring_config, feature.monitoringConfigOverrides)
  const present = commonStatistics(column.statistics).num_present + column.mistyped
  const checks: ConstraintCheck[] = []
  const most = (check: ConstraintCheckType, value: number, limit: number, said: string) =>
    checks.push({ feature: name, check, value, limit, ok: value <= limit, description: `${said}; at most ${limit}.` })

  if (type !== 'Unknown' && present > 0) {
    const share = column.mistyped / present
    most(
      'data_type_check',
      share,
      rules.datatype_check_threshold,
      `Share of values that are not ${type}: ${shown(share)}`,
    )
  }
  const complete = evidence.rows === 0 ? 0 : present / evidence.rows
  checks.push({
    feature: name,
    check: 'completeness_check',
    value: complete,
    limit: completeness,
    ok: complete >= completeness,
    description: `Share of rows with a value: ${shown(complete)}; at least ${completeness}.`,
  })
  if (texts !== undefined && present > 0) {
    const share = column.unknown / present
    const limit = rules.domain_content_threshold
    most('categorical_values_check', share, limit, `Share of values outside of the domain: ${shown(share)}`)
  }
  const moved = distanceOf(feature, column, evidence)
  if (moved !== undefined) {
    const { comparison_method: method, comparison_threshold: limit } = rules.distribution_constraints
    const category = rules.distribution_constraints.categorical_comparison_threshold ?? limit
    const said = `Distance from the baseline (${method}): ${shown(moved.distance)}`
    most('baseline_drift_check', moved.distance, moved.numeric ? limit : category, said)
  }
  return checks
}

/** Nothing where one side has no value of the type, or where the baseline lists no categories. */
function distanceOf(feature: FeatureConstraints, { statistics }: CheckedColumn, evidence: ConstraintEvidence) {
  const rules = rulesOf(evidence.constraints.monitoring_config, feature.monitoringConfigOverrides)
  const { perform_comparison, comparison_method: method } = rules.distribution_constraints
  const baseline = evidence.baseline?.features.find(({ name }) => name === feature.name)
  if (perform_comparison === 'Disabled' || baseline === undefined) return undefined
  const [a, b] = [baseline.numerical_statistics, statistics.numerical_statistics]
  if (a !== undefined && b !== undefined) {
    const distance = numericDistance(a.distribution.kll.sketch, b.distribution.kll.sketch, method)
    return { distance, numeric: true }
  }
  const [c, d] = [baseline.string_statistics, statistics.string_statistics]
  if (c === undefined || d === undefined || c.common.num_present === 0 || d.common.num_present === 0) return undefined
  const [before, now] = [c.distribution.categorical.buckets, d.distribution.categorical.buckets]
  const rows = { baseline: c.common.num_present, current: d.common.num_present }
  return { distance: categoryDistance(before, now, method, rows), numeric: false }
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)))
}
