import { ceilSingle } from '../trees/single-precision.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import type { AveragedTrees } from './exportable-trees.ts'

/**
 * The sum of trees whose margins are a forest's means: what XGBoost calls a model. For T trees a leaf of p becomes p / T;
 * a tree of K classes becomes K trees, one a class (of two classes one, for the second). The thresholds of doubles are
 * rounded up to singles, which decides the same for all features that are singles, as XGBoost's always are.
 * O(nodes · classes).
 * @returns one sum for two classes or a number, else one for each class
 */
export function forestToBoosting({ ensemble }: AveragedTrees): TreeEnsemble {
  const { roots, outputs, values, left, feature, cover } = ensemble
  const trees = roots.length - 1
  const nodes = feature.length
  const groups = outputs === 2 ? [1] : Array.from({ length: outputs }, (_, k) => k)
  const copies = groups.length
  const size = nodes * copies
  const leaves = values.length / outputs
  const made = {
    roots: new Int32Array(trees * copies + 1),
    treeGroup: Int32Array.from({ length: trees * copies }, (_, t) => t % copies),
    feature: new Int32Array(size),
    threshold: new Float64Array(size),
    left: new Int32Array(size),
    missingLeft: new Uint8Array(size),
    cover: new Float64Array(size),
    values: new Float64Array(leaves * copies),
  }
  const begin = new Int32Array(size).fill(-1)
  const length = new Int32Array(size)
  for (const [c, k] of groups.entries()) {
    for (let leaf = 0; leaf < leaves; leaf++) {
      made.values[c * leaves + leaf] = Math.fround(values[leaf * outputs + k]! / trees)
    }
  }
  let to = 0
  for (let t = 0; t < trees; t++) {
    for (let c = 0; c < copies; c++) {
      const shift = to - roots[t]!
      for (let i = roots[t]!; i < roots[t + 1]!; i++, to++) {
        made.feature[to] = feature[i]!
        made.threshold[to] = ceilSingle(ensemble.threshold[i]!)
        made.missingLeft[to] = ensemble.missingLeft[i]!
        made.cover[to] = cover[i]!
        made.left[to] = feature[i]! < 0 ? c * leaves + left[i]! : left[i]! + shift
        begin[to] = ensemble.categories?.begin[i] ?? -1
        length[to] = ensemble.categories?.length[i] ?? 0
      }
      made.roots[t * copies + c + 1] = to
    }
  }
  const { treeGroup, ...rest } = made
  return {
    ...rest,
    outputs: 1,
    singlePrecision: true,
    ...(copies > 1 ? { treeGroup } : {}),
    ...(ensemble.categories === undefined ? {} : { categories: { begin, length, words: ensemble.categories.words } }),
  }
}
