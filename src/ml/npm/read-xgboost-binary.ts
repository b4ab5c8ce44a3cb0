import { MillraceError } from '../../base/errors/millrace-error.ts'
import { exp } from '../kernels/elementary/exp.ts'

const header = 136
const boosterHeader = 160
const treeHeader = 148
const nodeBytes = 20
const statBytes = 16
const objectives: Readonly<Record<string, string>> = { 'reg:linear': 'reg:squarederror' }

/**
 * A model in XGBoost's old binary format (0.7, which ml-xgboost writes: little-endian, no magic number) as the document
 * of its JSON format, which `readXgboostModel` reads. Nodes are numbered anew, level by level, so that the right child
 * stands behind the left one.
 *
 * Source: XGBoost 0.7, `src/learner.cc`, `src/gbm/gbtree.cc`, `include/xgboost/tree_model.h`.
 * @throws E_ML_MODEL_FILE for bytes that are something else
 */
export function readXgboostBinary(bytes: Uint8Array): object {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readDocument(view)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new MillraceError('E_ML_MODEL_FILE', 'The XGBoost model in the old binary format ends too early.')
  }
}

function readDocument(view: DataView): object {
  const classes = view.getInt32(8, true)
  let at = header
  const readText = (): string => {
    const length = view.getUint32(at, true)
    if (length > 100) throw new RangeError('a name of that length is none')
    const text = String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + 8 + i)))
    at += 8 + length
    return text
  }
  const named = readText()
  const objective = objectives[named] ?? named
  const booster = readText()
  const count = view.getInt32(at, true)
  at += boosterHeader
  const trees: object[] = []
  for (let t = 0; t < count; t++) {
    const nodes = view.getInt32(at + 4, true)
    trees.push(readTree(view, at + treeHeader, nodes))
    at += treeHeader + nodes * (nodeBytes + statBytes)
  }
  const groups = Array.from({ length: count }, (_, t) => view.getInt32(at + 4 * t, true))
  // The file has the margin, the document a score.
  const margin = view.getFloat32(0, true)
  const score = objective === 'binary:logistic' ? 1 / (1 + exp(-margin)) : margin
  return {
    learner: {
      gradient_booster: { name: booster, model: { tree_info: groups, trees } },
      objective: { name: objective },
      learner_model_param: {
        base_score: String(score),
        num_class: String(classes),
        num_feature: String(view.getInt32(4, true)),
      },
    },
    version: [0, 7, 0],
  }
}

function readTree(view: DataView, at: number, nodes: number): object {
  const left = (node: number) => view.getInt32(at + node * nodeBytes + 4, true)
  const right = (node: number) => view.getInt32(at + node * nodeBytes + 8, true)
  const order = [0]
  for (const node of order) {
    if (order.length > nodes) throw new RangeError('a node is reached twice')
    if (left(node) !== -1) order.push(left(node), right(node))
  }
  const stat = (node: number, field: number) => view.getFloat32(at + nodes * nodeBytes + node * statBytes + field, true)
  const index = (node: number) => view.getUint32(at + node * nodeBytes + 12, true)
  const place = new Map(order.map((node, i) => [node, i]))
  const child = (of: (node: number) => number) => order.map((node) => place.get(of(node)) ?? -1)
  return {
    left_children: child(left),
    right_children: child(right),
    split_indices: order.map((node) => (left(node) === -1 ? 0 : index(node) & 0x7fffffff)),
    split_conditions: order.map((node) => view.getFloat32(at + node * nodeBytes + 16, true)),
    default_left: order.map((node) => index(node) >>> 31),
    loss_changes: order.map((node) => stat(node, 0)),
    sum_hessian: order.map((node) => stat(node, 4)),
    base_weights: order.map((node) => stat(node, 8)),
    split_type: order.map(() => 0),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
  }
}
