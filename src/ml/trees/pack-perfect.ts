import type { Arena } from '../threads/arena.ts'
import { tableCells } from './ensemble-layout.ts'
import type { Slots } from './find-slots.ts'
import { treeDepths } from './tree-depths.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** Packs trees filled up to their full depth: see `kernels/ensemble/ensemble-kernels.ts`. O(2^depth) a tree. */
export function packPerfect(ensemble: TreeEnsemble, slots: Slots, arena: Arena, table: Int32Array): void {
  const { roots, feature, threshold, left, values } = ensemble
  const depths = treeDepths(ensemble)
  const all = depths.reduce((sum, depth) => sum + 2 ** depth, 0)
  const nodes = arena.take(Int32Array, 2 * all)
  const thresholds = new Float32Array(nodes.buffer, nodes.byteOffset, nodes.length)
  const leaves = arena.take(Float32Array, all)
  /** The number of a node in the perfect tree: 1 for the root, 2n and 2n + 1 for the children of n. */
  const place = new Int32Array(feature.length)
  let from = 0
  for (const [t, depth] of depths.entries()) {
    const size = 2 ** depth
    table.set([nodes.byteOffset + from * 8, leaves.byteOffset + from * 4, depth], t * tableCells)
    place[roots[t]!] = 1
    for (let i = roots[t]!; i < roots[t + 1]!; i++) {
      const n = place[i]!
      if (feature[i]! >= 0) {
        thresholds[(from + n) * 2] = threshold[i]!
        nodes[(from + n) * 2 + 1] = slots.ofNode[i]! * 32
        place[left[i]!] = 2 * n
        place[left[i]! + 1] = 2 * n + 1
      } else {
        // A leaf above the last level stands for all below it, whichever way a row takes there.
        const below = size >> (31 - Math.clz32(n))
        leaves.fill(values[left[i]!]!, from + n * below - size, from + (n + 1) * below - size)
      }
    }
    from += size
  }
}
