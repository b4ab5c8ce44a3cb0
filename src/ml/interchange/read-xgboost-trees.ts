import { type PartFields, partFields } from '../part-fields.ts'
import type { CategorySets, TreeEnsemble } from '../trees/tree-ensemble.ts'

/** All categories of all splits of a model in bits, at most: XGBoost has up to 2^24 categories a feature. */
const mostCategoryWords = 2 ** 22

/** What is read of one tree, in the order of the file. */
interface FileTree {
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  readonly feature: ArrayLike<number>
  /** Threshold, or the value of a leaf. */
  readonly condition: ArrayLike<number>
  readonly missingLeft: ArrayLike<number>
  readonly cover: ArrayLike<number>
  readonly gain: ArrayLike<number>
  /** The categories that a node sends to the right. */
  readonly categories: ReadonlyMap<number, readonly number[]>
}

/**
 * The trees of an XGBoost file. Nodes come in the order in which they are reached from the root, level by level, which
 * leaves out what was pruned. O(nodes).
 * @param trees the list `learner.gradient_booster.model.trees`
 * @param treeGroup `tree_info`: to which of the row's sums each tree adds
 * @throws E_ML_MODEL_FILE for nodes that are reached twice, children that do not stand side by side, and what is no number
 */
export function readXgboostTrees(
  trees: readonly unknown[],
  treeGroup: Int32Array | undefined,
  features: number,
): TreeEnsemble {
  const roots = [0]
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const missingLeft: number[] = []
  const values: number[] = []
  const cover: number[] = []
  const gain: number[] = []
  const begin: number[] = []
  const length: number[] = []
  const words: number[] = []
  for (const [t, parts] of trees.entries()) {
    const fields = partFields(parts)
    const tree = readTree(fields, features)
    const root = feature.length
    const order = reachedNodes(tree, fields, t)
    let next = root + 1
    for (const node of order) {
      const isLeaf = tree.left[node] === -1
      const set = tree.categories.get(node)
      feature.push(isLeaf ? -1 : tree.feature[node]!)
      threshold.push(isLeaf || set !== undefined ? 0 : Math.fround(tree.condition[node]!))
      left.push(isLeaf ? values.length : next)
      missingLeft.push(isLeaf ? 0 : tree.missingLeft[node]!)
      cover.push(tree.cover[node]!)
      gain.push(isLeaf ? 0 : tree.gain[node]!)
      if (isLeaf) values.push(Math.fround(tree.condition[node]!))
      else next += 2
      begin.push(isLeaf || set === undefined ? -1 : words.length)
      const bits = isLeaf || set === undefined ? [] : bitsOf(set)
      if (words.length + bits.length > mostCategoryWords) throw fields.damaged('its categories have too great numbers')
      length.push(bits.length)
      for (const word of bits) words.push(word)
    }
    roots.push(feature.length)
  }
  const categories: CategorySets | undefined = begin.some((at) => at >= 0)
    ? { begin: Int32Array.from(begin), length: Int32Array.from(length), words: Uint32Array.from(words) }
    : undefined
  return {
    outputs: 1,
    singlePrecision: true,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    missingLeft: Uint8Array.from(missingLeft),
    values: Float64Array.from(values),
    cover: Float64Array.from(cover),
    gain: Float64Array.from(gain),
    ...(treeGroup === undefined ? {} : { treeGroup }),
    ...(categories === undefined ? {} : { categories }),
  }
}

function readTree(fields: PartFields, features: number): FileTree {
  // The lengths that count are those of the lists: what a file claims beside them takes no room.
  const nodes = fields.list('left_children').length
  if (nodes === 0) throw fields.damaged('a tree has no nodes')
  const children = (name: string) => fields.wholes(name, -1, nodes, nodes)
  return {
    left: children('left_children'),
    right: children('right_children'),
    // Of leaves and of nodes that were pruned it may be anything.
    feature: fields.wholes('split_indices', 0, 2 ** 31, nodes).map((f) => Math.min(f, features)),
    condition: conditions(fields, nodes),
    missingLeft: directions(fields, nodes),
    cover: fields.numbers('sum_hessian', nodes).map((value) => Math.max(0, value)),
    gain: fields.numbers('loss_changes', nodes),
    categories: categoriesOf(fields, nodes),
  }
}

/** NaN, which stands in the file for what is none, becomes null and 0 here: only categorical splits have it. */
function conditions(fields: PartFields, nodes: number): Float64Array {
  const list = fields.list('split_conditions')
  const types = fields.value('split_type')
  const isCategorical = (i: number) => Array.isArray(types) && types[i] === 1
  const numbers = list.map((value, i) => (value === null && isCategorical(i) ? 0 : value))
  return partFields({ split_conditions: numbers }).numbers('split_conditions', nodes)
}

/** Numbers in files of 1.7, true and false in others. */
function directions(fields: PartFields, nodes: number): Uint8Array {
  const list = fields.list('default_left')
  if (list.length !== nodes) throw fields.damaged(`"default_left" has ${list.length} of ${nodes} nodes`)
  return Uint8Array.from(list, (value) => {
    if (value === 1 || value === true) return 1
    if (value === 0 || value === false) return 0
    throw fields.damaged(`"default_left" has ${JSON.stringify(value)?.slice(0, 40)}`)
  })
}

function categoriesOf(fields: PartFields, nodes: number): ReadonlyMap<number, readonly number[]> {
  const sets = new Map<number, readonly number[]>()
  const types = fields.value('split_type') === undefined ? [] : fields.wholes('split_type', 0, 2)
  if (fields.value('categories_nodes') === undefined) {
    if (types.some((type) => type === 1)) throw fields.damaged('a categorical split has no categories')
    return sets
  }
  const of = fields.wholes('categories_nodes', 0, nodes)
  const all = fields.wholes('categories', 0, 2 ** 24)
  const segments = fields.wholes('categories_segments', 0, all.length + 1, of.length)
  const sizes = fields.wholes('categories_sizes', 0, all.length + 1, of.length)
  // Segments do not overlap, or few numbers would make much work.
  const used = sizes.reduce((sum, size) => sum + size, 0)
  for (const [i, node] of of.entries()) {
    if (segments[i]! + sizes[i]! > all.length || used > all.length)
      throw fields.damaged('categories lie outside of their list')
    if (types[node] === 1) sets.set(node, [...all.subarray(segments[i]!, segments[i]! + sizes[i]!)])
  }
  if (types.some((type, node) => type === 1 && !sets.has(node))) {
    throw fields.damaged('a categorical split has no categories')
  }
  return sets
}

/** The nodes from the root on, level by level. */
function reachedNodes({ left, right }: FileTree, fields: PartFields, t: number): number[] {
  const seen = new Uint8Array(left.length)
  const order = [0]
  seen[0] = 1
  for (let i = 0; i < order.length; i++) {
    const child = left[order[i]!]!
    if (child === -1) continue
    // XGBoost itself goes by the left child alone, and predicts wrongly from a file that is otherwise.
    if (right[order[i]!] !== child + 1) {
      throw fields.damaged(
        `tree ${t}, node ${order[i]}: its children ${child} and ${right[order[i]!]} are not side by side`,
      )
    }
    if (seen[child] === 1 || seen[child + 1] === 1) throw fields.damaged(`tree ${t} reaches node ${child} twice`)
    seen[child] = seen[child + 1] = 1
    order.push(child, child + 1)
  }
  return order
}

function bitsOf(categories: readonly number[]): Uint32Array {
  const greatest = categories.reduce((most, category) => Math.max(most, category), -1)
  const words = new Uint32Array((greatest >> 5) + 1)
  for (const category of categories) words[category >> 5]! |= 1 << (category & 31)
  return words
}
