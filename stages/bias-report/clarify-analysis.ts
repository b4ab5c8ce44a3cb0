import type { FacetBias, JudgedMetric } from './judge-facet.ts'

interface ClarifyMetric {
  readonly name: string
  readonly description: string
  readonly value: number | 'Infinity' | '-Infinity' | null
  readonly error?: string
}

interface ClarifyMetrics {
  readonly label: string
  readonly label_value_or_threshold: string
  readonly facets: Readonly<
    Record<string, readonly { readonly value_or_threshold: string; readonly metrics: readonly ClarifyMetric[] }[]>
  >
}

/** The parts about bias of the `analysis.json` that SageMaker Clarify writes; tools that read that find all names here. */
export interface ClarifyAnalysis {
  readonly version: '1.0'
  readonly pre_training_bias_metrics: ClarifyMetrics
  readonly post_training_bias_metrics: ClarifyMetrics
}

/** The same numbers in Clarify's shape: metrics by name, infinities as text, the reason where there is no value. */
export function clarifyAnalysis(
  facets: readonly FacetBias[],
  target: string,
  positive: readonly string[],
): ClarifyAnalysis {
  const part = (of: JudgedMetric['of']): ClarifyMetrics => ({
    label: target,
    facets: Object.fromEntries(
      facets.map(({ name, groups }) => [
        name,
        groups.map(({ value, metrics }) => ({
          value_or_threshold: value,
          metrics: metrics
            .filter((metric) => metric.of === of)
            .sort((a, b) => (a.metric < b.metric ? -1 : 1))
            .map(clarifyMetric),
        })),
      ]),
    ),
    label_value_or_threshold: positive.join(','),
  })
  return {
    version: '1.0',
    pre_training_bias_metrics: part('training labels'),
    post_training_bias_metrics: part('test predictions'),
  }
}

function clarifyMetric({ metric, name, value, error }: JudgedMetric): ClarifyMetric {
  return {
    name: metric,
    description: `${name} (${metric})`,
    value: value === null || Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity',
    ...(error === undefined ? {} : { error }),
  }
}
