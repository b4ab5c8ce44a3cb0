import type { FloatArray } from '../../base/matrix.ts'
import { goesLeft } from './goes-left.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** The node at which row `i` ends when it starts at `root`. O(depth). */
export function findLeaf(ensemble: TreeEnsemble, columns: readonly FloatArray[], i: number, root: number): number {
  const { feature, left } = ensemble
  let node = root
  while (feature[node]! >= 0) {
    node = left[node]! + (goesLeft(ensemble, node, columns[feature[node]!]![i]!) ? 0 : 1)
  }
  return node
}
