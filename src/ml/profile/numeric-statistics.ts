import { type KllOptions, kllSketch } from './kll-sketch.ts'
import type { NumberBucket, NumericalStatistics } from './statistics-document.ts'

/** Model Monitor writes ten buckets, whatever the data. */
const bucketCount = 10

/**
 * Model Monitor's statistics of a column of numbers: counts, mean, sum, standard deviation (of the rows at hand), range,
 * ten buckets of equal width, and a KLL sketch for quantiles. NaN and infinities are missing. The sum is Neumaier's
 * compensated one, and the deviation is taken around the mean in a second pass, so that large levels cost no digits.
 *
 * Source: Model Monitor, "Schema for Statistics"; Neumaier (1974). O(n log k).
 * @returns undefined when no number is finite: there is nothing to say
 * @example numericStatistics(Float64Array.of(1, 2, 3, NaN))?.mean // 2
 */
export function numericStatistics(values: Float64Array, options: KllOptions = {}): NumericalStatistics | undefined {
  let [present, sum, lost] = [0, 0, 0]
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    present++
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
    if (value < min) min = value
    if (value > max) max = value
  }
  if (present === 0) return undefined
  const total = sum + lost
  const mean = total / present
  let squares = 0
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2
  return {
    common: { num_present: present, num_missing: values.length - present },
    mean,
    sum: total,
    std_dev: Math.sqrt(squares / present),
    min,
    max,
    distribution: { kll: { buckets: countBuckets(values, min, max), sketch: kllSketch(values, options) } },
  }
}

/** A constant column falls into the last bucket, which alone holds its upper bound. */
function countBuckets(values: Float64Array, min: number, max: number): NumberBucket[] {
  const edge = (k: number) => (k === bucketCount ? max : min + ((max - min) * k) / bucketCount)
  const edges = Float64Array.from({ length: bucketCount + 1 }, (_, k) => edge(k))
  const counts = new Float64Array(bucketCount)
  const last = bucketCount - 1
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    let bucket = max > min ? Math.min(last, Math.floor(((value - min) / (max - min)) * bucketCount)) : last
    // The quotient may be off by a rounding error: the edges decide.
    while (bucket > 0 && value < edges[bucket]!) bucket--
    while (bucket < last && value >= edges[bucket + 1]!) bucket++
    counts[bucket]!++
  }
  return Array.from(counts, (count, k) => ({ lower_bound: edges[k]!, upper_bound: edges[k + 1]!, count }))
}
