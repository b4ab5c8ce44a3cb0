import type { FloatArray } from '../../base/matrix.ts'
import { findLeaf } from './find-leaf.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** What `sumLeaves` gives, row by row as its definition reads: its oracle, and its stand-in where kernels cannot work. */
export function sumLeavesPlainly(
  ensemble: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  base: Float64Array,
): Float64Array {
  const { outputs, roots, left, values, treeGroup } = ensemble
  const width = base.length
  const round = ensemble.singlePrecision ? Math.fround : (value: number) => value
  const sums = new Float64Array(rows * width)
  for (let i = 0; i < rows; i++) sums.set(base.map(round), i * width)
  for (let t = 0; t + 1 < roots.length; t++) {
    const first = treeGroup?.[t] ?? 0
    for (let i = 0; i < rows; i++) {
      const leaf = left[findLeaf(ensemble, columns, i, roots[t]!)]! * outputs
      for (let k = 0; k < outputs; k++) {
        const at = i * width + first + k
        sums[at] = round(sums[at]! + values[leaf + k]!)
      }
    }
  }
  return sums
}
