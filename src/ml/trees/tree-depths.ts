import type { TreeEnsemble } from './tree-ensemble.ts'

/** The depth of each tree: steps from its root to its deepest leaf. O(nodes). */
export function treeDepths({ roots, feature, left }: TreeEnsemble): number[] {
  const depth = new Int32Array(feature.length)
  const depths: number[] = []
  for (let t = 0; t + 1 < roots.length; t++) {
    let deepest = 0
    for (let i = roots[t]!; i < roots[t + 1]!; i++) {
      if (feature[i]! >= 0) depth[left[i]!] = depth[left[i]! + 1] = depth[i]! + 1
      else deepest = Math.max(deepest, depth[i]!)
    }
    depths.push(deepest)
  }
  return depths
}
