import type { TreeEnsemble } from '../../trees/tree-ensemble.ts'
import { baseMarginsOf, type ExportableTrees, isBoosted } from '../exportable-trees.ts'
import { xgboostObjectives } from '../xgboost-objective.ts'
import { xgboostObjectiveOf } from '../xgboost-objective-of.ts'
import { mlDomain, type OnnxGraph, onnxNode } from './onnx-graph.ts'
import type { Message } from './protobuf.ts'
import { type LeafWeights, treeAttributes } from './tree-attributes.ts'

/** Trees that one operator adds up in single precision: of more the rounding would show. */
const treesAtOnce = 100

/** How the trees of a model add up, and what is made of the sums. */
interface Sums {
  readonly ensemble: TreeEnsemble
  /** Sums of a row. */
  readonly width: number
  readonly base: Float64Array
  readonly weightsOf: LeafWeights
  /** The operator that makes predictions of sums; '' for none. */
  readonly link: '' | 'Softmax' | 'Exp' | 'Sigmoid'
}

/**
 * The graph of a tree model: TreeEnsembleClassifier or TreeEnsembleRegressor; of many trees several
 * TreeEnsembleRegressor, whose sums are added.
 */
export function treeGraph(model: ExportableTrees): Omit<OnnxGraph, 'metadata'> {
  const sums = sumsOf(model)
  const trees = model.ensemble.roots.length - 1
  const inputs = [{ name: 'features', type: 'float', columns: model.featureNames.length }] as const
  const { classes } = model
  if (classes === undefined) {
    const nodes = regressors(sums, trees, sums.link === '' ? 'value' : 'margin')
    if (sums.link !== '') nodes.push(onnxNode(sums.link, ['margin'], ['value']))
    return { nodes, inputs, outputs: [{ name: 'value', type: 'float', columns: 1 }] }
  }
  const outputs = [
    { name: 'label', type: 'string' },
    { name: 'probabilities', type: 'float', columns: classes.length },
  ] as const
  // ONNX Runtime gives two classes a label by rules of its own, which suit margins but not shares.
  const byOne = trees > 0 && trees <= treesAtOnce && (sums.width > 2 || sums.link === 'Softmax')
  if (byOne) return { nodes: [classifier(sums, trees, classes)], inputs, outputs }
  const nodes = regressors(sums, trees, sums.link === '' ? 'probabilities' : 'margin')
  if (sums.link !== '') nodes.push(onnxNode(sums.link, ['margin'], ['probabilities'], { axis: 1 }))
  return { nodes: [...nodes, ...labelNodes(classes)], inputs, outputs }
}

function sumsOf(model: ExportableTrees): Sums {
  const { ensemble, classes } = model
  const { outputs, values, roots, treeGroup } = ensemble
  if (!isBoosted(model)) {
    const trees = roots.length - 1
    const each = Array.from({ length: outputs }, (_, k) => k)
    return {
      ensemble,
      width: outputs,
      base: new Float64Array(outputs),
      weightsOf: (_, leaf) => each.map((k) => [k, values[leaf * outputs + k]! / trees]),
      link: '',
    }
  }
  const base = baseMarginsOf(model)
  if (classes !== undefined && base.length === 1) {
    // Softmax of -m / 2 and m / 2 is 1 / (1 + e^-m); halving is exact.
    return {
      ensemble,
      width: 2,
      base: Float64Array.of(-base[0]! / 2, base[0]! / 2),
      weightsOf: (_, leaf) => [
        [0, -values[leaf]! / 2],
        [1, values[leaf]! / 2],
      ],
      link: 'Softmax',
    }
  }
  const { link } = xgboostObjectives[xgboostObjectiveOf(model.objective)]!
  return {
    ensemble,
    width: base.length,
    base,
    weightsOf: (t, leaf) => [[treeGroup?.[t] ?? 0, values[leaf]!]],
    link: classes !== undefined ? 'Softmax' : link === 'log' ? 'Exp' : link === 'logit' ? 'Sigmoid' : '',
  }
}

function classifier(sums: Sums, trees: number, classes: readonly string[]): Message {
  // Of two classes ONNX Runtime takes base values for something else: the leaves of the first tree take them up.
  const weightsOf: LeafWeights =
    sums.width > 2
      ? sums.weightsOf
      : (t, leaf) => sums.weightsOf(t, leaf).map(([k, weight]) => [k, t === 0 ? sums.base[k]! + weight : weight])
  const attributes = {
    ...treeAttributes(sums.ensemble, [0, trees], 'class', weightsOf),
    classlabels_strings: classes,
    ...(sums.width > 2 ? { base_values: Float32Array.from(sums.base) } : {}),
    post_transform: sums.link === 'Softmax' ? 'SOFTMAX' : 'NONE',
  }
  return onnxNode('TreeEnsembleClassifier', ['features'], ['label', 'probabilities'], attributes, mlDomain)
}

/** Operators that add up some trees each, and one that adds up what they give. The first one has the base. */
function regressors(sums: Sums, trees: number, output: string): Message[] {
  const parts = Math.max(1, Math.ceil(trees / treesAtOnce))
  const names = Array.from({ length: parts }, (_, p) => (parts === 1 ? output : `part${p}`))
  const nodes = names.map((name, p) => {
    const range = [p * treesAtOnce, Math.min(trees, (p + 1) * treesAtOnce)] as const
    const attributes = {
      ...treeAttributes(sums.ensemble, range, 'target', sums.weightsOf),
      n_targets: sums.width,
      base_values: p === 0 ? Float32Array.from(sums.base) : new Float32Array(sums.width),
      aggregate_function: 'SUM',
      post_transform: 'NONE',
    }
    return onnxNode('TreeEnsembleRegressor', ['features'], [name], attributes, mlDomain)
  })
  return parts === 1 ? nodes : [...nodes, onnxNode('Sum', names, [output])]
}

/** The class of the greatest probability: the first of them where several are. */
export function labelNodes(classes: readonly string[]): Message[] {
  const keys = Int32Array.from(classes.keys())
  return [
    onnxNode('ArgMax', ['probabilities'], ['code'], { axis: 1, keepdims: 0 }),
    onnxNode('LabelEncoder', ['code'], ['label'], { keys_int64s: keys, values_strings: classes }, mlDomain),
  ]
}
