import { MillraceError } from '../../../base/errors/millrace-error.ts'
import { ceilSingle } from '../../trees/single-precision.ts'
import type { TreeEnsemble } from '../../trees/tree-ensemble.ts'
import type { Coded } from './onnx-graph.ts'

/** The weights of a leaf for the outputs of the operator: pairs of output and what of the leaf it gets. */
export type LeafWeights = (tree: number, leaf: number) => readonly (readonly [output: number, weight: number])[]

const modes = ['BRANCH_LT', 'BRANCH_EQ', 'LEAF']

/**
 * The attributes that TreeEnsembleClassifier and TreeEnsembleRegressor share, for some trees of an ensemble. `x < t` stays
 * strict as BRANCH_LT; t is rounded up to a single, which decides the same for features that are singles. Where missing
 * values go is `nodes_missing_value_tracks_true`. A set of one category becomes BRANCH_EQ. O(nodes).
 * @param prefix `class` or `target`
 * @throws E_ML_PARAMETER for splits by sets of several categories, which this version of the operators has not
 */
export function treeAttributes(
  ensemble: TreeEnsemble,
  [first, end]: readonly [number, number],
  prefix: 'class' | 'target',
  weightsOf: LeafWeights,
): Record<string, Int32Array | Float32Array | Coded> {
  const { roots, feature, left, threshold, missingLeft, categories } = ensemble
  const nodes = roots[end]! - roots[first]!
  const ints = () => new Int32Array(nodes)
  const treeIds = ints()
  const nodeIds = ints()
  const features = ints()
  const codes = ints()
  const yes = ints()
  const no = ints()
  const missingYes = ints()
  const values = new Float32Array(nodes)
  const leafTree: number[] = []
  const leafNode: number[] = []
  const leafOutput: number[] = []
  const leafWeight: number[] = []
  let at = 0
  for (let t = first; t < end; t++) {
    const root = roots[t]!
    for (let i = root; i < roots[t + 1]!; i++, at++) {
      treeIds[at] = t - first
      nodeIds[at] = i - root
      if (feature[i]! < 0) {
        codes[at] = 2
        for (const [output, weight] of weightsOf(t, left[i]!)) {
          leafTree.push(t - first)
          leafNode.push(i - root)
          leafOutput.push(output)
          leafWeight.push(weight)
        }
        continue
      }
      features[at] = feature[i]!
      const below = left[i]! - root
      const only = categories !== undefined && categories.begin[i]! >= 0 ? onlyCategory(ensemble, i) : undefined
      // Of a category it asks "is it this one", which leads to the right.
      codes[at] = only === undefined ? 0 : 1
      values[at] = only ?? ceilSingle(threshold[i]!)
      yes[at] = only === undefined ? below : below + 1
      no[at] = only === undefined ? below + 1 : below
      missingYes[at] = only === undefined ? missingLeft[i]! : 1 - missingLeft[i]!
    }
  }
  return {
    nodes_treeids: treeIds,
    nodes_nodeids: nodeIds,
    nodes_featureids: features,
    nodes_modes: { texts: modes, codes },
    nodes_values: values,
    nodes_truenodeids: yes,
    nodes_falsenodeids: no,
    nodes_missing_value_tracks_true: missingYes,
    [`${prefix}_treeids`]: Int32Array.from(leafTree),
    [`${prefix}_nodeids`]: Int32Array.from(leafNode),
    [`${prefix}_ids`]: Int32Array.from(leafOutput),
    [`${prefix}_weights`]: Float32Array.from(leafWeight),
  }
}

function onlyCategory({ categories }: TreeEnsemble, node: number): number {
  const { begin, length, words } = categories!
  const set: number[] = []
  for (let c = 0; c < length[node]! * 32; c++) {
    if (((words[begin[node]! + (c >>> 5)]! >>> (c & 31)) & 1) === 1) set.push(c)
  }
  if (set.length === 1) return set[0]!
  throw new MillraceError(
    'E_ML_PARAMETER',
    `A split by a set of ${set.length} categories cannot be written as ONNX, whose trees compare with one value.`,
    { hint: 'Fit with a greater maxCatToOnehot, or write the model as XGBoost JSON.' },
  )
}
