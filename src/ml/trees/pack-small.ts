import type { EnsembleKernels } from '../kernels/ensemble/ensemble-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import { tableCells } from './ensemble-layout.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

const keysPerFeature = 4
const mostSlots = 256

/**
 * Packs trees in nodes of 8 bytes by a kernel, a tree at a time: large forests have millions of nodes, and the first
 * prediction waits for them. O(nodes).
 * @param table where the place of each tree is written
 * @returns the keys of the slots (see `Slots`), or undefined where this form cannot hold the ensemble
 */
export function packSmall(
  ensemble: TreeEnsemble,
  kernels: EnsembleKernels,
  arena: Arena,
  table: Int32Array,
): number[] | undefined {
  const { roots, feature, threshold, left, missingLeft, values, outputs, singlePrecision } = ensemble
  let [largest, features] = [1, 1]
  for (let t = 0; t + 1 < roots.length; t++) largest = Math.max(largest, roots[t + 1]! - roots[t]!)
  for (let i = 0; i < feature.length; i++) features = Math.max(features, feature[i]! + 1)

  const nodes = arena.take(Int32Array, Math.max(1, 2 * feature.length))
  const packed = singlePrecision ? arena.take(Float32Array, values.length) : arena.take(Float64Array, values.length)
  packed.set(values)
  const slotOf = arena.take(Uint16Array, (features + 1) * keysPerFeature)
  slotOf.fill(1, 0, keysPerFeature)
  const keys = arena.take(Int32Array, 1 + mostSlots)
  const tree = {
    feature: arena.take(Int32Array, largest),
    threshold: arena.take(Float64Array, largest),
    left: arena.take(Int32Array, largest),
    missingLeft: arena.take(Uint8Array, largest),
  }
  let firstLeaf = 0
  for (let t = 0; t + 1 < roots.length; t++) {
    const [root, end] = [roots[t]!, roots[t + 1]!]
    tree.feature.set(feature.subarray(root, end))
    tree.threshold.set(threshold.subarray(root, end))
    tree.left.set(left.subarray(root, end))
    tree.missingLeft.set(missingLeft.subarray(root, end))
    table[t * tableCells] = nodes.byteOffset + root * 8
    table[t * tableCells + 1] = packed.byteOffset + firstLeaf * outputs * packed.BYTES_PER_ELEMENT
    const bad = kernels.packSmall(
      tree.feature.byteOffset,
      tree.threshold.byteOffset,
      tree.left.byteOffset,
      tree.missingLeft.byteOffset,
      end - root,
      root,
      firstLeaf,
      slotOf.byteOffset,
      keys.byteOffset,
      nodes.byteOffset + root * 8,
    )
    if (bad !== 0) return undefined
    // Every split has two children.
    firstLeaf += (end - root + 1) / 2
  }
  return Array.from(keys.subarray(1, 1 + keys[0]!))
}
