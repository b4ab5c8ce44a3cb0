import { partFields } from '../part-fields.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'

/** A tree of ml-cart as its JSON has it. */
interface CartNode {
  readonly splitColumn?: number
  readonly splitValue?: number
  readonly left?: CartNode
  readonly right?: CartNode
  readonly distribution?: number | readonly (readonly number[])[]
}

/**
 * The trees of an ml-random-forest as flat arrays. A row goes left when its value is below the split's, as in ours. Each
 * leaf of a classifier votes for one class: the first most frequent one in it. Level by level, O(nodes).
 * @param json what the package's `toJSON` gives
 * @param outputs the number of classes; 1 for numbers
 */
export function convertMlForest(json: unknown, outputs: number, isClassifier: boolean): TreeEnsemble {
  const base = partFields(partFields(json).value('baseModel'))
  const columnsOfTree = base.list('indexes') as readonly (readonly number[])[]
  const roots = [0]
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const values: number[] = []
  for (const [t, estimator] of base.list('estimators').entries()) {
    const tree = (estimator as { readonly root: CartNode }).root
    const queue: CartNode[] = [tree]
    let next = feature.length + 1
    for (const node of queue) {
      if (node.left !== undefined && node.right !== undefined && node.distribution === undefined) {
        feature.push(columnsOfTree[t]![node.splitColumn!]!)
        threshold.push(node.splitValue!)
        left.push(next)
        queue.push(node.left, node.right)
        next += 2
        continue
      }
      feature.push(-1)
      threshold.push(0)
      left.push(values.length / outputs)
      if (isClassifier) values.push(...voteOf(node.distribution as readonly (readonly number[])[], outputs))
      else values.push(node.distribution as number)
    }
    roots.push(feature.length)
  }
  return {
    outputs,
    singlePrecision: false,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    missingLeft: new Uint8Array(feature.length),
    values: Float64Array.from(values),
    // The package does not say how many rows passed a node.
    cover: new Float64Array(feature.length),
  }
}

function voteOf(distribution: readonly (readonly number[])[], outputs: number): number[] {
  const shares = distribution[0]!
  let best = 0
  for (let k = 1; k < outputs; k++) if ((shares[k] ?? 0) > (shares[best] ?? 0)) best = k
  return Array.from({ length: outputs }, (_, k) => Number(k === best))
}
