import type { TreeEnsemble } from './tree-ensemble.ts'

/** Whether a row with this value of the node's feature goes left: the rules are those of `TreeEnsemble`. O(1). */
export function goesLeft(ensemble: TreeEnsemble, node: number, given: number): boolean {
  const value = ensemble.singlePrecision ? Math.fround(given) : given
  if (Number.isNaN(value)) return ensemble.missingLeft[node] === 1
  const sets = ensemble.categories
  if (sets === undefined || sets.begin[node]! < 0) return value < ensemble.threshold[node]!
  // Values are truncated to whole numbers; those of no category are in no set, and nor are those below 0.
  const category = Math.trunc(value)
  if (value < 0 || category >= sets.length[node]! * 32) return true
  return ((sets.words[sets.begin[node]! + (category >>> 5)]! >>> (category & 31)) & 1) === 0
}
