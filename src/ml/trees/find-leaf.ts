import type { FloatArray } from '../../base/matrix.ts'
import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'

/** The node at which row `i` ends when it starts at `root`. O(depth). */
export function findLeaf(ensemble: TreeEnsemble, columns: readonly FloatArray[], i: number, root: number): number {
  const { feature, threshold, left, missingLeft, categories } = ensemble
  let node = root
  while (feature[node]! >= 0) {
    const value = ensemble.singlePrecision ? Math.fround(columns[feature[node]!]![i]!) : columns[feature[node]!]![i]!
    let goesLeft: boolean
    if (Number.isNaN(value)) goesLeft = missingLeft[node] === 1
    else if (categories !== undefined && categories.begin[node]! >= 0) goesLeft = !inSet(categories, node, value)
    else goesLeft = value < threshold[node]!
    node = left[node]! + (goesLeft ? 0 : 1)
  }
  return node
}

/** Values are truncated to whole numbers; those of no category are in no set, and nor are those below 0. */
function inSet({ begin, length, words }: CategorySets, node: number, value: number): boolean {
  const category = Math.trunc(value)
  if (value < 0 || category >= length[node]! * 32) return false
  return ((words[begin[node]! + (category >>> 5)]! >>> (category & 31)) & 1) === 1
}
