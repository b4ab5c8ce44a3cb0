import type { FloatArray } from '../../base/matrix.ts'
import { findLeaf } from '../trees/find-leaf.ts'
import { goesLeft } from '../trees/goes-left.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import type { TreeContributions } from './tree-contributions.ts'

/**
 * Exact Shapley values of trees against a background: a feature that is not known has the value that it has in a background row, whatever the
 * other features say ("interventional"). They tell what the model does with a row; path-dependent values also tell what goes together in the
 * training data.
 *
 * For a pair of row x and background row b a leaf counts only where each split of its path is passed by x or by b. With a features that
 * only x passes and c that only b passes, the leaf of value v gives `v (a - 1)! c! / (a + c)!` to each of the first and takes
 * `v a! (c - 1)! / (a + c)!` from each of the second. The mean over the background is what is returned.
 *
 * Source: Lundberg et al. (2020), algorithm 3 (interventional). O(background · trees · leaves that either row or both can reach) a row.
 * @param columns one array a feature, in the order of the model
 * @param background the same of the background rows; 100 to 1000 of them are usual
 * @param groups sums of a row
 */
export function interventionalShap(
  ensemble: TreeEnsemble,
  columns: readonly FloatArray[],
  rows: number,
  background: { readonly columns: readonly FloatArray[]; readonly rows: number },
  groups: number,
): TreeContributions {
  const { feature, left, values, outputs, roots } = ensemble
  const width = columns.length
  const contributions = new Float64Array(rows * groups * width)
  const base = new Float64Array(groups)
  /** Of each feature on the path: 0 passed by both, 1 by the row alone, 2 by the background row alone. */
  const owner = new Uint8Array(width)
  const path: number[] = []
  let [i, b, start] = [0, 0, 0]

  function visit(node: number, ofRow: number, ofOther: number): void {
    const j = feature[node]!
    if (j < 0) {
      for (let k = 0; k < outputs; k++) give(values[left[node]! * outputs + k]!, start + k * width, ofRow, ofOther)
      return
    }
    const mine = left[node]! + (goesLeft(ensemble, node, columns[j]![i]!) ? 0 : 1)
    const theirs = left[node]! + (goesLeft(ensemble, node, background.columns[j]![b]!) ? 0 : 1)
    // Where the feature has been decided above, or both agree, there is one way.
    if (owner[j] === 1 || mine === theirs) visit(mine, ofRow, ofOther)
    else if (owner[j] === 2) visit(theirs, ofRow, ofOther)
    else {
      path.push(j)
      owner[j] = 1
      visit(mine, ofRow + 1, ofOther)
      owner[j] = 2
      visit(theirs, ofRow, ofOther + 1)
      owner[j] = 0
      path.pop()
    }
  }

  function give(value: number, at: number, a: number, c: number): void {
    for (const j of path) {
      if (owner[j] === 1) contributions[at + j]! += value * orderShare(a - 1, c)
      else contributions[at + j]! -= value * orderShare(a, c - 1)
    }
  }

  for (i = 0; i < rows; i++) {
    for (b = 0; b < background.rows; b++) {
      for (let t = 0; t + 1 < roots.length; t++) {
        start = (i * groups + (ensemble.treeGroup?.[t] ?? 0)) * width
        visit(roots[t]!, 0, 0)
      }
    }
  }
  for (b = 0; b < background.rows; b++) {
    for (let t = 0; t + 1 < roots.length; t++) {
      const node = findLeaf(ensemble, background.columns, b, roots[t]!)
      const group = ensemble.treeGroup?.[t] ?? 0
      for (let k = 0; k < outputs; k++) base[group + k]! += values[left[node]! * outputs + k]! / background.rows
    }
  }
  for (let at = 0; at < contributions.length; at++) contributions[at]! /= background.rows
  return { base, contributions }
}

const shares: number[][] = []

/** s! r! / (s + r + 1)!: by products, since factorials overflow. */
function orderShare(s: number, r: number): number {
  shares[s] ??= []
  const row = shares[s]
  let value = row[r]
  if (value === undefined) {
    value = 1 / (s + r + 1)
    for (let n = 1; n <= r; n++) value *= n / (s + n)
    row[r] = value
  }
  return value
}
