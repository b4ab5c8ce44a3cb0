import { itemLabels } from '../../base/find-value.ts'

/** How many numbers of one output are kept: the first, in the order of the document. */
const most = 200
/** A longer list of bare numbers is data and not metrics. */
const longestList = 8

/**
 * The numbers in a JSON document by the path to them: `scores.forest.logLoss`. A generic rule: what is a number in a
 * `json` output counts as a metric. Items of a list go by their `label`, `name` or `id` where they have one, else by their
 * place.
 */
export function numbersIn(value: unknown): Record<string, number> {
  const found: Record<string, number> = Object.create(null) as Record<string, number>
  let count = 0
  const visit = (node: unknown, path: readonly string[]): void => {
    if (count >= most) return
    if (typeof node === 'number' && Number.isFinite(node)) {
      found[path.join('.')] = node
      count++
    } else if (Array.isArray(node)) {
      if (node.length > longestList && node.every((item) => typeof item === 'number')) return
      const labels = itemLabels(node)
      for (const [i, item] of node.entries()) visit(item, [...path, labels[i]!])
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, item] of Object.entries(node)) visit(item, [...path, key])
    }
  }
  visit(value, [])
  return found
}
