import type { Labels } from 'millrace'
import { type BootstrapDraws, type Probabilities, rocAucOneVsRest } from 'millrace/ml'

export interface Estimate {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/**
 * The area under the ROC curve, one class against the rest, mean over the classes that have rows, with its percentile
 * bootstrap interval: in each resample classes without a row are left out, too. Undefined when all rows are of one class.
 *
 * Each class's scores are sorted once, and a row counts as often as it was drawn: O(K (n log n + resamples · n)).
 */
export function areaInterval(
  actual: Labels,
  probabilities: Probabilities,
  { counts, resamples }: BootstrapDraws,
  level: number,
): Estimate | undefined {
  const { classes, codes } = actual
  const n = codes.length
  if (codes.every((code) => code === codes[0])) return undefined
  const sorted = classes.map((_, k) => {
    const score = (row: number) => probabilities.data[row * classes.length + k] as number
    const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => score(a) - score(b) || a - b)
    return {
      k,
      order,
      ends: Uint8Array.from(order, (row, i) => (i + 1 < n && score(order[i + 1] as number) === score(row) ? 0 : 1)),
    }
  })
  const areas: number[] = []
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = counts.subarray(resample * n, (resample + 1) * n)
    const defined = sorted.map(({ k, order, ends }) => area(codes, k, order, ends, drawn)).filter(Number.isFinite)
    if (defined.length > 0) areas.push(defined.reduce((sum, each) => sum + each, 0) / defined.length)
  }
  areas.sort((a, b) => a - b)
  const at = (share: number) => {
    const place = share * (areas.length - 1)
    const [below, above] = [areas[Math.floor(place)] as number, areas[Math.ceil(place)] as number]
    return below + (above - below) * (place - Math.floor(place))
  }
  return { value: rocAucOneVsRest(actual, probabilities).macro, lower: at((1 - level) / 2), upper: at((1 + level) / 2) }
}

/** The area with each row counted as often as it was drawn; NaN when it is all of one side. */
function area(codes: Int32Array, k: number, order: Int32Array, ends: Uint8Array, drawn: Uint16Array): number {
  let [positives, negatives, sum] = [0, 0, 0]
  let [here, beside] = [0, 0]
  for (const [i, row] of order.entries()) {
    if (codes[row] === k) here += drawn[row] as number
    else beside += drawn[row] as number
    if (ends[i] === 0) continue
    // Rows of one score count half against one another.
    sum += here * (negatives + beside / 2)
    positives += here
    negatives += beside
    here = 0
    beside = 0
  }
  return sum / (positives * negatives)
}
