import type { Arena } from '../threads/arena.ts'
import { tableCells } from './ensemble-layout.ts'
import type { Slots } from './find-slots.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** Packs trees in nodes of 16 bytes, for doubles and categories: see `kernels/ensemble/ensemble-kernels.ts`. O(nodes). */
export function packLarge(ensemble: TreeEnsemble, slots: Slots, arena: Arena, table: Int32Array): void {
  const { roots, feature, threshold, left, values, missingLeft, categories, singlePrecision } = ensemble
  const nodes = arena.take(Int32Array, Math.max(1, 4 * feature.length))
  const thresholds = new Float64Array(nodes.buffer, nodes.byteOffset, nodes.length >> 1)
  const packed = singlePrecision ? arena.take(Float32Array, values.length) : arena.take(Float64Array, values.length)
  packed.set(values)
  const words = arena.take(Int32Array, Math.max(1, categories?.words.length ?? 0))
  if (categories !== undefined) words.set(categories.words)
  for (let t = 0; t + 1 < roots.length; t++) {
    const root = roots[t]!
    table[t * tableCells] = nodes.byteOffset + root * 16
    table[t * tableCells + 1] = packed.byteOffset
    for (let i = root; i < roots[t + 1]!; i++) {
      const at = i * 4
      const isLeaf = feature[i]! < 0
      const categorical = categories !== undefined && categories.begin[i]! >= 0
      if (isLeaf) {
        nodes[at] = left[i]!
        nodes[at + 1] = 0x7ff80000
      } else if (categorical) {
        nodes[at] = words.byteOffset + categories.begin[i]! * 4
        nodes[at + 1] = categories.length[i]!
      } else thresholds[at >> 1] = threshold[i]!
      nodes[at + 2] = slots.ofNode[i]! * 64 + (categorical ? 1 + 2 * missingLeft[i]! : 0)
      nodes[at + 3] = isLeaf ? i - root : left[i]! - root
    }
  }
}
