import type { FloatArray } from '../../base/matrix.ts'
import type { PredictOptions } from '../model.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/**
 * The sums of the values of the leaves that each row falls into, tree after tree. O(rows · trees · depth).
 *
 * With `singlePrecision` every sum starts at `base` and is rounded to a single after each tree, as XGBoost does: then the
 * margins of an XGBoost model come out to the last bit. Otherwise sums are doubles.
 * @param columns one array a feature, in the order of the model
 * @param base what each sum starts at, one number a sum; it tells how many sums a row has
 * @returns rows x sums, row-major
 */
export function sumLeaves(
  ensemble: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  base: Float64Array,
  _options: PredictOptions = {},
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

/** The node at which row `i` ends when it starts at `root`. */
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

function inSet(
  { begin, length, words }: NonNullable<TreeEnsemble['categories']>,
  node: number,
  value: number,
): boolean {
  const category = Math.trunc(value)
  if (category < 0 || category >= length[node]! * 32) return false
  return ((words[begin[node]! + (category >>> 5)]! >>> (category & 31)) & 1) === 1
}
