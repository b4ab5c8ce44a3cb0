import type { CategorySets, TreeEnsemble } from '../trees/tree-ensemble.ts'
import { singleText } from './single-text.ts'

/** XGBoost's mark of the root, which has no parent. */
const noParent = 2147483647

/** One tree of an XGBoost file, as JSON. Its nodes have the numbers that they have here, from the root on. */
export function writeXgboostTree(ensemble: TreeEnsemble, t: number, features: string): string {
  const { roots, feature, left, missingLeft, threshold, values, cover, gain, categories } = ensemble
  const root = roots[t]!
  const nodes = roots[t + 1]! - root
  const list = (value: (i: number) => number | string) =>
    `[${Array.from({ length: nodes }, (_, i) => value(root + i)).join(',')}]`
  const isLeaf = (i: number) => feature[i]! < 0

  const parents = new Int32Array(nodes).fill(noParent)
  const inSets: number[] = []
  const categoryNodes = new Set<number>()
  const segments: number[] = []
  const sizes: number[] = []
  for (let i = root; i < root + nodes; i++) {
    if (!isLeaf(i)) parents[left[i]! - root] = parents[left[i]! - root + 1] = i - root
    const set = categories === undefined ? [] : categoriesOf(categories, i)
    if (set.length === 0) continue
    categoryNodes.add(i - root)
    segments.push(inSets.length)
    sizes.push(set.length)
    for (const category of set) inSets.push(category)
  }
  // XGBoost takes no empty sets: they become thresholds that all values are below.
  const isCategorical = (i: number) => categoryNodes.has(i - root)
  const conditionOf = (i: number) => {
    if (isLeaf(i)) return values[left[i]!]!
    return (categories?.begin[i] ?? -1) >= 0 && !isCategorical(i) ? greatest : finite(threshold[i]!)
  }
  const fields: Readonly<Record<string, string>> = {
    base_weights: list((i) => singleText(isLeaf(i) ? values[left[i]!]! : 0)),
    categories: `[${inSets.join(',')}]`,
    categories_nodes: `[${[...categoryNodes].join(',')}]`,
    categories_segments: `[${segments.join(',')}]`,
    categories_sizes: `[${sizes.join(',')}]`,
    default_left: list((i) => missingLeft[i]!),
    id: String(t),
    left_children: list((i) => (isLeaf(i) ? -1 : left[i]! - root)),
    loss_changes: list((i) => singleText(gain?.[i] ?? 0)),
    parents: `[${parents.join(',')}]`,
    right_children: list((i) => (isLeaf(i) ? -1 : left[i]! + 1 - root)),
    split_conditions: list((i) => singleText(conditionOf(i))),
    split_indices: list((i) => Math.max(0, feature[i]!)),
    split_type: list((i) => (isCategorical(i) ? 1 : 0)),
    sum_hessian: list((i) => singleText(cover[i]!)),
    tree_param: `{"num_deleted":"0","num_feature":"${features}","num_nodes":"${nodes}","size_leaf_vector":"0"}`,
  }
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value}`)
    .join(',')}}`
}

function categoriesOf({ begin, length, words }: CategorySets, node: number): number[] {
  if (begin[node]! < 0) return []
  const set: number[] = []
  for (let c = 0; c < length[node]! * 32; c++) {
    if (((words[begin[node]! + (c >>> 5)]! >>> (c & 31)) & 1) === 1) set.push(c)
  }
  return set
}

const greatest = 3.4028234663852886e38

/** JSON has no Infinity. XGBoost takes no infinite features, so that the greatest single decides almost as it. */
function finite(threshold: number): number {
  return Math.max(-greatest, Math.min(greatest, threshold))
}
