import { sortedKnown } from './samples.ts'

/** Shares of both sides in the same bins, each side summing to 1. */
export interface BinnedShares {
  readonly reference: Float64Array
  readonly current: Float64Array
}

/**
 * Both sides of a numeric column in bins, as Evidently makes them: more than twenty distinct values in the reference make bins of equal width
 * over both sides together, as many as Sturges's rule says; fewer are counted value by value.
 *
 * Source: Evidently, `get_binned_data`; Sturges (1926); numpy.histogram (the last bin holds its upper edge). O(n log n).
 * @throws E_ML_EMPTY when a side has no known value
 */
export function binNumbers(reference: ArrayLike<number>, current: ArrayLike<number>): BinnedShares {
  const [a, b] = [sortedKnown(reference, 'reference'), sortedKnown(current, 'current')]
  if (new Set(a).size <= 20) return sharesOf(countValues(a, b))
  const low = Math.min(a[0]!, b[0]!)
  const high = Math.max(a.at(-1)!, b.at(-1)!)
  const bins = Math.ceil(Math.log2(a.length + b.length) + 1)
  // As numpy.linspace rounds them: values on an edge fall where NumPy puts them.
  const step = (high - low) / bins
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? high : k * step + low))
  const count = (values: Float64Array) => {
    const counts = new Float64Array(bins)
    for (const value of values) {
      let bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))
      // The quotient may be off by a rounding error: the edges decide.
      while (bin > 0 && value < edges[bin]!) bin--
      while (bin < bins - 1 && value >= edges[bin + 1]!) bin++
      counts[bin]!++
    }
    return counts
  }
  return sharesOf({ reference: count(a), current: count(b) })
}

function countValues(a: Float64Array, b: Float64Array): BinnedShares {
  const place = new Map([...new Set([...a, ...b])].map((value, k) => [value, k]))
  const count = (values: Float64Array) => {
    const counts = new Float64Array(place.size)
    for (const value of values) counts[place.get(value)!]!++
    return counts
  }
  return { reference: count(a), current: count(b) }
}

/** Counts as shares of their side. */
export function sharesOf({ reference, current }: BinnedShares): BinnedShares {
  const share = (counts: Float64Array) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return counts.map((count) => count / total)
  }
  return { reference: share(reference), current: share(current) }
}

/**
 * Empty bins are filled, so that logarithms stay finite: with 0.0001, or with a millionth of the smallest share where that is not larger.
 *
 * Source: Evidently, `get_binned_data(feel_zeroes=True)`, which takes the smallest share of both sides together.
 */
export function fillEmpty({ reference, current }: BinnedShares): BinnedShares {
  const smallest = Math.min(...[...reference, ...current].filter((share) => share > 0))
  const filler = smallest <= 0.0001 ? smallest / 1e6 : 0.0001
  const fill = (shares: Float64Array) => shares.map((share) => (share === 0 ? filler : share))
  return { reference: fill(reference), current: fill(current) }
}
