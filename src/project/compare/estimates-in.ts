import { itemLabels } from '../../base/find-value.ts'
import type { Estimate } from '../../report/comparison/comparison-model.ts'

/** A document with more numbers holds data and not metrics. */
const most = 2000
/** A longer list of bare numbers is data too. */
const longestList = 8

/**
 * The numbers in a JSON document by the path to them, those with an interval taken together: `{ value, interval }` and
 * `{ mean, lower, upper }` are one estimate. Items of a list go by their `label`, `name` or `id` where they have one.
 *
 * @example
 * estimatesIn({ loss: { value: 0.7, interval: [0.5, 0.9] } }) // Map { 'loss' → { value: 0.7, lower: 0.5, upper: 0.9 } }
 */
export function estimatesIn(value: unknown): Map<string, Estimate> {
  const found = new Map<string, Estimate>()
  // What an object says of its rows holds for the numbers below it.
  const visit = (node: unknown, path: readonly string[], rows: { readonly n?: number }): void => {
    if (found.size >= most) return
    if (typeof node === 'number') {
      if (Number.isFinite(node)) found.set(path.join('.'), { value: node, ...(path.at(-1) === 'n' ? {} : rows) })
      return
    }
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) {
      if (node.length > longestList && node.every((item) => typeof item === 'number')) return
      const labels = itemLabels(node)
      for (const [i, item] of node.entries()) visit(item, [...path, labels[i]!], rows)
      return
    }
    const { estimate, consumed } = estimateOf(node as Record<string, unknown>)
    const { n } = node as { n?: unknown }
    const own = typeof n === 'number' ? { n } : rows
    if (estimate !== undefined) found.set(path.join('.'), { ...own, ...estimate })
    for (const [key, item] of Object.entries(node)) if (!consumed.has(key)) visit(item, [...path, key], own)
  }
  visit(value, [], {})
  return found
}

/** The estimate that an object is, and which of its fields say so. */
export function estimateOf(node: Readonly<Record<string, unknown>>): {
  readonly estimate?: Estimate
  readonly consumed: ReadonlySet<string>
} {
  const value = node.value ?? node.mean
  const [lower, upper] = Array.isArray(node.interval) ? node.interval : [node.lower, node.upper]
  if (typeof value !== 'number' || typeof lower !== 'number' || typeof upper !== 'number')
    return { consumed: new Set() }
  const n = typeof node.n === 'number' ? { n: node.n } : {}
  return {
    estimate: { value, lower, upper, ...n },
    consumed: new Set(['value', 'mean', 'interval', 'lower', 'upper', 'level', 'n']),
  }
}
