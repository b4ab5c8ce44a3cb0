import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { FloatArray } from '../../base/matrix.ts'
import { partFields } from '../part-fields.ts'

/**
 * A binary tree as flat arrays, one entry a node; node 0 is the root, children come after their parent.
 * An inner node sends rows with `x[feature] <= threshold` to `left`, others to `right`.
 * A leaf has `feature` -1, and `left` is the number of the leaf: its class frequencies are
 * `frequencies[left * classCount … + classCount]`.
 */
export interface DecisionTree {
  readonly feature: Int32Array
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** Summed weight of the training rows that passed each node: what tree explanations need. */
  readonly cover: Float64Array
  /** Class frequencies, leaf after leaf; each leaf's sum to 1. */
  readonly frequencies: Float64Array
}

/**
 * Adds the class frequencies of the leaf of each row in `rows` to `sums` (row-major, all rows x classes).
 * O(rows · depth).
 * @param columns one array a feature, in the order of the model
 */
export function addTreeFrequencies(
  tree: DecisionTree,
  columns: readonly FloatArray[],
  classCount: number,
  sums: Float64Array,
  rows: Int32Array,
): void {
  const { feature, threshold, left, right, frequencies } = tree
  for (const row of rows) {
    let node = 0
    while (feature[node]! >= 0) {
      node = columns[feature[node]!]![row]! <= threshold[node]! ? left[node]! : right[node]!
    }
    const leaf = left[node]! * classCount
    for (let k = 0; k < classCount; k++) sums[row * classCount + k]! += frequencies[leaf + k]!
  }
}

export function decisionTreeToParts(tree: DecisionTree): Record<string, unknown> {
  return {
    feature: tree.feature,
    threshold: tree.threshold,
    left: tree.left,
    right: tree.right,
    cover: tree.cover,
    frequencies: tree.frequencies,
  }
}

/** @throws E_ML_MODEL_FILE for arrays that do not make a tree: prediction from what passes always ends in a leaf */
export function decisionTreeFromParts(parts: unknown, featureCount: number, classCount: number): DecisionTree {
  const fields = partFields(parts)
  const feature = fields.wholes('feature', -1, featureCount)
  const nodes = feature.length
  const leaves = feature.filter((j) => j < 0).length
  const tree: DecisionTree = {
    feature,
    threshold: fields.numbers('threshold', nodes),
    left: fields.wholes('left', 0, nodes, nodes),
    right: fields.wholes('right', -1, nodes, nodes),
    cover: fields.numbers('cover', nodes),
    frequencies: fields.numbers('frequencies', leaves * classCount),
  }
  for (let node = 0; node < nodes; node++) {
    const inner = feature[node]! >= 0
    // Children after their parent: no circles.
    const sound = inner ? tree.left[node]! > node && tree.right[node]! > node : tree.left[node]! < leaves
    if (!sound) throw new MillraceError('E_ML_MODEL_FILE', `The model file is damaged: node ${node} leads nowhere.`)
  }
  if (nodes === 0) throw new MillraceError('E_ML_MODEL_FILE', 'The model file is damaged: a tree has no nodes.')
  return tree
}
