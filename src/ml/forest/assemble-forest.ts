import type { FloatArray } from '../../base/matrix.ts'
import type { ColumnReader } from '../column-reader.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { type GrownTree, noRow } from './forest-plan.ts'
import { nextUp } from './next-up.ts'

/**
 * Puts grown trees, in their order, into one ensemble. A split lies midway between the values of two rows (where rounding
 * would reach the greater one, at the lesser), or where it was drawn; `x <= m` is written as `x < nextUp(m)`.
 * What is no longer needed of `trees` is emptied on the way, so that a large forest is not held twice. O(nodes).
 * @param outputs values of a leaf
 */
export async function assembleForest(
  trees: GrownTree[],
  reader: ColumnReader,
  columns: number,
  outputs: number,
): Promise<TreeEnsemble> {
  const count = trees.length
  const roots = new Int32Array(count + 1)
  const firstLeaf = new Int32Array(count + 1)
  for (const [t, tree] of trees.entries()) {
    roots[t + 1] = roots[t]! + tree.feature.length
    firstLeaf[t + 1] = firstLeaf[t]! + tree.values.length / outputs
  }
  const nodes = roots[count]!

  const threshold = new Float64Array(nodes)
  const present: (FloatArray | undefined)[] = Array.from({ length: columns })
  for (let j = 0; j < columns; j++) {
    present[j] = await reader.read(j)
    // Columns that lie in memory are all looked at together, others one by one.
    if (!reader.oneByOne && j + 1 < columns) continue
    fillThresholds(trees, roots, present, threshold)
    present.fill(undefined)
  }
  for (const [t, tree] of trees.entries()) trees[t] = { ...tree, lowRow: none, highRow: none, cut: undefined }

  const gather = <A extends Int32Array | Uint8Array | Float64Array>(
    into: A,
    name: 'feature' | 'missingLeft' | 'cover' | 'values',
    starts: (t: number) => number,
  ): A => {
    for (const [t, tree] of trees.entries()) {
      into.set(tree[name], starts(t))
      // Features tell leaves from inner nodes below.
      if (name !== 'feature') trees[t] = { ...tree, [name]: noValues }
    }
    return into
  }
  const nodeStart = (t: number) => roots[t]!
  const cover = gather(new Float64Array(nodes), 'cover', nodeStart)
  const values = gather(new Float64Array(firstLeaf[count]! * outputs), 'values', (t) => firstLeaf[t]! * outputs)
  const missingLeft = gather(new Uint8Array(nodes), 'missingLeft', nodeStart)
  const feature = gather(new Int32Array(nodes), 'feature', nodeStart)
  const left = new Int32Array(nodes)
  for (const [t, tree] of trees.entries()) {
    for (let i = 0; i < tree.left.length; i++) {
      left[roots[t]! + i] = tree.left[i]! + (tree.feature[i]! < 0 ? firstLeaf[t]! : roots[t]!)
    }
  }
  return { outputs, roots, feature, threshold, left, missingLeft, values, cover, singlePrecision: false }
}

const none = new Uint32Array()
const noValues = new Float64Array()

/** The thresholds of all nodes that ask for a column that is there. */
function fillThresholds(
  trees: readonly GrownTree[],
  roots: Int32Array,
  present: readonly (FloatArray | undefined)[],
  threshold: Float64Array,
): void {
  for (const [t, { feature, lowRow, highRow, cut }] of trees.entries()) {
    for (let i = 0; i < feature.length; i++) {
      const column = feature[i]! < 0 ? undefined : present[feature[i]!]
      if (column === undefined) continue
      threshold[roots[t]! + i] = thresholdOf(
        column[lowRow[i]!]!,
        highRow[i] === noRow ? undefined : column[highRow[i]!]!,
        cut?.[i],
      )
    }
  }
}

/** @param high undefined where all values go left and only missing ones right */
function thresholdOf(low: number, high: number | undefined, cut: number | undefined): number {
  if (high === undefined) return Number.POSITIVE_INFINITY
  if (cut !== undefined) return nextUp(cut)
  const middle = low / 2 + high / 2
  return nextUp(middle >= high || middle < low ? low : middle)
}
