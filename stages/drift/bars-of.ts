import type { DriftColumn } from 'millrace/ml'
import type { DriftPanelBar } from 'millrace/report'

const most = 9

/**
 * A column of both sides in at most ten bars, as shares of the values of each side: value by value where there are few,
 * else in bins of equal width over what lies between the 1st and the 99th percentile, open at both ends.
 */
export function barsOf(column: DriftColumn): DriftPanelBar[] {
  if (column.type === 'number') return barsOfNumbers(column.reference, column.current)
  if (column.type === 'category') return []
  const { categories, reference, current } = column.counts
  return listed(categories.map(String), reference, current)
}

function barsOfNumbers(reference: ArrayLike<number>, current: ArrayLike<number>): DriftPanelBar[] {
  const [a, b] = [Float64Array.from(reference).sort(), Float64Array.from(current).sort()]
  const all = Float64Array.from([...a, ...b]).sort()
  const distinct = [...new Set(all)]
  const count = (values: Float64Array, holds: (value: number) => boolean) => values.filter(holds).length
  const bar = (label: string, holds: (value: number) => boolean) => ({
    label,
    reference: count(a, holds) / a.length,
    current: count(b, holds) / b.length,
  })
  if (distinct.length <= most + 1) return distinct.map((each) => bar(shown(each), (value) => value === each))
  const at = (q: number) => all[Math.round(q * (all.length - 1))]!
  const [low, high] = [at(0.01), at(0.99)]
  if (!(high > low))
    return [
      bar(`below ${shown(low)}`, (v) => v < low),
      bar(shown(low), (v) => v === low),
      bar(`above ${shown(low)}`, (v) => v > low),
    ]
  const whole = distinct.every(Number.isInteger)
  const step = niceStep((high - low) / (most - 1), whole)
  const first = Math.floor(low / step) * step
  const edges = [first]
  while (edges.at(-1)! <= high) edges.push(Number((first + edges.length * step).toPrecision(12)))
  return edges.slice(0, -1).map((from, k) => {
    const to = edges[k + 1]!
    const [opens, ends] = [k === 0, k === edges.length - 2]
    const label = opens ? `below ${shown(to)}` : ends ? `${shown(from)} and more` : span(from, to, whole)
    return bar(label, (value) => (opens || value >= from) && (ends || value < to))
  })
}

/** 1, 2 or 5 times a power of ten: edges that can be read. */
function niceStep(width: number, whole: boolean): number {
  let power = 1
  while (power > width) power /= 10
  while (power * 10 <= width) power *= 10
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= width) ?? 10 * power
  return whole ? Math.max(1, step) : step
}

function span(from: number, to: number, whole: boolean): string {
  if (whole) return to - from === 1 ? shown(from) : `${shown(from)}–${shown(to - 1)}`
  return `${shown(from)}–${shown(to)}`
}

/** The most common values of both sides together, the rest as one bar. */
function listed(labels: readonly string[], reference: Float64Array, current: Float64Array): DriftPanelBar[] {
  const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0)
  const [n, m] = [sum(reference), sum(current)]
  const bars = labels
    .map((label, k) => ({ label, reference: reference[k]! / n, current: current[k]! / m }))
    .sort((a, b) => b.reference + b.current - a.reference - a.current || (a.label < b.label ? -1 : 1))
  if (bars.length <= most + 1) return bars
  const rest = bars.slice(most)
  const add = (side: 'reference' | 'current') => rest.reduce((total, bar) => total + bar[side], 0)
  return [
    ...bars.slice(0, most),
    { label: `${rest.length} others`, reference: add('reference'), current: add('current') },
  ]
}

function shown(value: number): string {
  const rounded = Number(value.toPrecision(4))
  return (Math.abs(rounded) >= 1e5 ? rounded.toLocaleString('en') : String(rounded)).replace('-', '−')
}
