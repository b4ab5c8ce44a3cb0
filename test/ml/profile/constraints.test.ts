import { describe, expect, it } from 'vitest'
import {
  type CheckedColumn,
  type ConstraintsDocument,
  checkConstraints,
  type FeatureStatistics,
  numericStatistics,
  type StatisticsDocument,
  suggestConstraints,
  violationsDocument,
} from '../../../src/ml/index.ts'

const numbers = (name: string, values: readonly number[]): FeatureStatistics => ({
  name,
  inferred_type: values.every((value) => !(value % 1)) ? 'Integral' : 'Fractional',
  numerical_statistics: numericStatistics(Float64Array.from(values))!,
})

const texts = (name: string, counts: Record<string, number>, missing = 0): FeatureStatistics => ({
  name,
  inferred_type: 'String',
  string_statistics: {
    common: { num_present: Object.values(counts).reduce((a, b) => a + b, 0), num_missing: missing },
    distinct_count: Object.keys(counts).length,
    distribution: { categorical: { buckets: Object.entries(counts).map(([value, count]) => ({ value, count })) } },
  },
})

const documentOf = (item_count: number, features: FeatureStatistics[]): StatisticsDocument => ({
  version: 0,
  dataset: { item_count },
  features,
})

const hundred = Array.from({ length: 100 }, (_, i) => i)
const baseline = documentOf(100, [numbers('age', hundred), texts('sex', { f: 40, m: 54 }, 6)])
const constraints = suggestConstraints(baseline)

describe('suggested constraints', () => {
  it('have the form of Model Monitor', () => {
    expect(constraints).toEqual({
      version: 0,
      features: [
        { name: 'age', inferred_type: 'Integral', completeness: 1, num_constraints: { is_non_negative: true } },
        // 0.94 - 1.96 √(0.94 · 0.06 / 100) = 0.8935, cut to two digits.
        { name: 'sex', inferred_type: 'String', completeness: 0.89, string_constraints: { domains: ['f', 'm'] } },
      ],
      monitoring_config: {
        evaluate_constraints: 'Enabled',
        emit_metrics: 'Enabled',
        datatype_check_threshold: 0.1,
        domain_content_threshold: 0.1,
        distribution_constraints: {
          perform_comparison: 'Enabled',
          comparison_threshold: 0.1,
          comparison_method: 'Robust',
        },
      },
    })
  })

  it('close no domain over names, dates and what is listed in part', () => {
    const name = texts('name', Object.fromEntries(hundred.map((i) => [`n${i}`, 1])))
    const day = texts('day', { '2020-01-01': 50, '2020-01-02': 50 })
    const part = texts('part', { a: 60, b: 40 })
    const cut = { ...part, string_statistics: { ...part.string_statistics!, distinct_count: 3 } }
    for (const feature of suggestConstraints(documentOf(100, [name, day, cut]), { open: ['day'] }).features) {
      expect(feature.string_constraints).toBeUndefined()
      expect(feature.monitoringConfigOverrides?.distribution_constraints?.perform_comparison).toBe('Disabled')
    }
  })
})

const asIs = (statistics: FeatureStatistics): CheckedColumn => ({ statistics, mistyped: 0, unknown: 0 })
const types = (columns: CheckedColumn[], given: ConstraintsDocument = constraints, rows = 100) =>
  violationsDocument(checkConstraints({ constraints: given, baseline, rows, columns })).violations.map(
    ({ feature_name, constraint_check_type }) => `${feature_name} ${constraint_check_type}`,
  )

describe('the six types of violations', () => {
  const [age, sex] = baseline.features as [FeatureStatistics, FeatureStatistics]

  it('are not found in the baseline itself', () => {
    expect(types([asIs(age), asIs(sex)])).toEqual([])
  })

  it('data_type_check: from more than the threshold on', () => {
    const part = numbers('age', hundred.slice(10))
    expect(types([{ ...asIs(part), mistyped: 10 }, asIs(sex)])).toEqual([])
    const less = numbers('age', hundred.slice(11))
    expect(types([{ ...asIs(less), mistyped: 11 }, asIs(sex)])).toEqual(['age data_type_check'])
  })

  it('completeness_check: below the least share', () => {
    expect(types([asIs(age), asIs(texts('sex', { f: 39, m: 50 }, 11))])).toEqual([])
    expect(types([asIs(age), asIs(texts('sex', { f: 38, m: 50 }, 12))])).toEqual(['sex completeness_check'])
  })

  it('baseline_drift_check: numbers by their distributions, categories by their shares', () => {
    const moved = numbers(
      'age',
      hundred.map((value) => value + 60),
    )
    expect(types([asIs(moved), asIs(sex)])).toEqual(['age baseline_drift_check'])
    expect(types([asIs(age), asIs(texts('sex', { f: 94, m: 1 }, 5))])).toEqual(['sex baseline_drift_check'])
  })

  it('missing_column_check and extra_column_check', () => {
    const other = numbers('height', hundred)
    expect(types([asIs(other), asIs(sex)])).toEqual(['age missing_column_check', 'height extra_column_check'])
  })

  it('categorical_values_check: from more than the threshold on', () => {
    expect(types([asIs(age), { ...asIs(sex), unknown: 9 }])).toEqual([])
    expect(types([asIs(age), { ...asIs(sex), unknown: 10 }])).toEqual(['sex categorical_values_check'])
  })

  it('have three fields, and a sentence with what was seen and the limit', () => {
    const checks = checkConstraints({ constraints, rows: 100, columns: [asIs(age), { ...asIs(sex), unknown: 47 }] })
    expect(violationsDocument(checks)).toEqual({
      violations: [
        {
          feature_name: 'sex',
          constraint_check_type: 'categorical_values_check',
          description: 'Share of values outside of the domain: 0.5; at most 0.1.',
        },
      ],
    })
  })
})

describe('monitoring_config', () => {
  const [, sex] = baseline.features as [FeatureStatistics, FeatureStatistics]
  const moved = asIs(
    numbers(
      'age',
      hundred.map((value) => value + 20),
    ),
  )
  const config = constraints.monitoring_config

  it('Simple sees what Robust puts down to chance', () => {
    expect(types([moved, asIs(sex)])).toEqual([])
    const distribution_constraints = { ...config.distribution_constraints, comparison_method: 'Simple' as const }
    const simple = { ...constraints, monitoring_config: { ...config, distribution_constraints } }
    expect(types([moved, asIs(sex)], simple)).toEqual(['age baseline_drift_check'])
  })

  it('is overridden column by column', () => {
    const [first, ...others] = constraints.features as [ConstraintsDocument['features'][number]]
    const strict = {
      ...first,
      monitoringConfigOverrides: { distribution_constraints: { comparison_method: 'Simple' as const } },
    }
    expect(types([moved, asIs(sex)], { ...constraints, features: [strict, ...others] })).toEqual([
      'age baseline_drift_check',
    ])
    const off = { ...first, monitoringConfigOverrides: { evaluate_constraints: 'Disabled' as const } }
    expect(types([asIs(sex)], { ...constraints, features: [off, ...others] })).toEqual([])
  })

  it('checks nothing when it is disabled', () => {
    const off = { ...constraints, monitoring_config: { ...config, evaluate_constraints: 'Disabled' as const } }
    expect(types([], off)).toEqual([])
  })
})
