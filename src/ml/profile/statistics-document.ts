import type { KllSketch } from './kll-sketch.ts'

/** Model Monitor's four types of a column. Whole numbers, other numbers, anything else, and nothing to judge by. */
export type InferredType = 'Integral' | 'Fractional' | 'String' | 'Unknown'

/** Model Monitor's `statistics.json`, with its field names: what was seen of a table, column by column. */
export interface StatisticsDocument {
  readonly version: 0
  readonly dataset: { readonly item_count: number }
  readonly features: readonly FeatureStatistics[]
}

/** One of the two kinds of statistics, by the type; a column of unknown type has `string_statistics` of nothing. */
export interface FeatureStatistics {
  readonly name: string
  readonly inferred_type: InferredType
  readonly numerical_statistics?: NumericalStatistics
  readonly string_statistics?: StringStatistics
}

export interface CommonStatistics {
  readonly num_present: number
  /** NULL, NaN and infinities. */
  readonly num_missing: number
}

export interface NumericalStatistics {
  readonly common: CommonStatistics
  readonly mean: number
  readonly sum: number
  /** Of the rows at hand: divided by n, not by n - 1. */
  readonly std_dev: number
  readonly min: number
  readonly max: number
  readonly distribution: {
    readonly kll: { readonly buckets: readonly NumberBucket[]; readonly sketch: KllSketch }
  }
}

/** Rows from `lower_bound` up to, not with, `upper_bound`; the last bucket has its upper bound too. */
export interface NumberBucket {
  readonly lower_bound: number
  readonly upper_bound: number
  readonly count: number
}

export interface StringStatistics {
  readonly common: CommonStatistics
  readonly distinct_count: number
  /** The most common values first; fewer than `distinct_count` where there are too many to list. */
  readonly distribution: { readonly categorical: { readonly buckets: readonly CategoryBucket[] } }
}

export interface CategoryBucket {
  readonly value: string
  readonly count: number
}

/** Rows with a value and without one, whatever the type. */
export function commonStatistics(feature: FeatureStatistics): CommonStatistics {
  return (feature.numerical_statistics ?? feature.string_statistics)?.common ?? { num_present: 0, num_missing: 0 }
}
