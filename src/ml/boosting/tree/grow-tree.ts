import { deriveSeed } from '../../../base/random.ts'
import type { BoostingKernels } from '../../kernels/boosting/open-boosting-kernels.ts'
import type { Member } from '../../threads/program.ts'
import { type BoostingPayload, ownRows, type RowSet } from '../boosting-payload.ts'
import type { Scales } from '../gradients.ts'
import { createEvaluator, type Job } from './evaluate-nodes.ts'
import { createNode, type GrowNode, type Split } from './grow-node.ts'
import { createHistogramSlots } from './histogram-slots.ts'
import { leafWeight, type Regularisation } from './leaf-weight.ts'
import { openSampleRows } from './open-sample-rows.ts'
import { createFeatureSampler } from './sample-features.ts'

/** A grown tree; `nodes[i].id` is `i`. */
export interface GrownTree {
  readonly nodes: readonly GrowNode[]
  /** What a node's sums are penalised by, in units. */
  readonly rules: Regularisation
}

/** Rows that are carried down the tree: the training rows drawn for it, those not drawn, those of the evaluation set. */
export function carriedSets(payload: BoostingPayload): RowSet[] {
  const { training, evaluation } = payload
  return evaluation === undefined ? [training, training] : [training, training, evaluation]
}

/**
 * Grows one tree together with the other members: the same tree in each, but for the rows.
 *
 * A node is split where its best split is worth it, until `maxDepth` or `maxLeaves`: level by level, or always the node
 * whose loss falls most. Of two children only the one with fewer rows is counted; the other's histogram is the parent's
 * less that. Rows that the tree does not learn from are carried along, so that all know their leaf at the end.
 *
 * Source: XGBoost, `src/tree/updater_quantile_hist.cc`, `src/tree/driver.h`. O(rows · features) for the root, and less than
 * half of that for each further level.
 * @param gradients the plane of the output that this tree is for
 * @param tree number of the tree, from which its draws are seeded
 */
export function* growTree(
  member: Member,
  payload: BoostingPayload,
  kernels: BoostingKernels,
  gradients: number,
  missingBin: number,
  scales: Scales,
  tree: number,
): Generator<undefined, GrownTree, number> {
  const { parameters, features, batch } = payload
  const { maxDepth, maxLeaves, monotone } = parameters
  const sampler = createFeatureSampler(features, parameters, tree)
  const evaluator = createEvaluator(member, payload, kernels, gradients, missingBin, scales, sampler)
  const { rules } = evaluator
  const slots = createHistogramSlots(payload.slotCount)
  const sets = carriedSets(payload)
  const room = payload.room + member.index * payload.roomBytes
  const goesLeft = new Uint8Array(member.memory.buffer, room, 256)
  const counts = new Int32Array(member.memory.buffer, payload.counts, member.count * batch)
  const nodes: GrowNode[] = []
  let leaves = 1

  const isSplittable = (node: GrowNode) => node.split !== undefined && (maxLeaves === 0 || leaves < maxLeaves)
  const isEvaluated = (depth: number) => maxDepth === 0 || depth < maxDepth

  /** Parts the member's rows of a node and makes its children. */
  function split(parent: GrowNode): readonly [GrowNode, GrowNode] {
    const by = parent.split!
    fillGoesLeft(goesLeft, by, missingBin)
    const ranges = [parent.ranges.slice(), parent.ranges.slice()] as const
    for (const [s, { bins, order }] of sets.entries()) {
      const [begin, end] = [parent.ranges[2 * s]!, parent.ranges[2 * s + 1]!]
      const column = bins + by.feature
      const middle = kernels.partitionRows(order, begin, end, column, payload.stride, room, room + 256)
      ranges[0][2 * s + 1] = middle
      ranges[1][2 * s] = middle
    }
    const [leftBounds, rightBounds] = childBounds(parent, rules, monotone[by.feature]!)
    const path =
      parameters.interactions.length === 0 || parent.path.includes(by.feature)
        ? parent.path
        : [...parent.path, by.feature]
    const depth = parent.depth + 1
    const children = [
      { gradient: by.leftGradient, hessian: by.leftHessian, ...leftBounds },
      { gradient: parent.gradient - by.leftGradient, hessian: parent.hessian - by.leftHessian, ...rightBounds },
    ].map((fields, side) => {
      return createNode({ ...fields, id: nodes.length + side, depth, path, ranges: ranges[side]! })
    })
    parent.left = nodes.length
    nodes.push(...children)
    leaves++
    return children as [GrowNode, GrowNode]
  }

  /** Splits nodes, at most `batch` of one level, and finds the splits of their children. */
  function expand(parents: readonly GrowNode[]): GrowNode[] {
    const pairs: { readonly parent: GrowNode; readonly children: readonly [GrowNode, GrowNode] }[] = []
    for (const parent of parents) if (isSplittable(parent)) pairs.push({ parent, children: split(parent) })
    const children = pairs.flatMap((pair) => pair.children)
    if (children.length === 0 || !isEvaluated(children[0]!.depth)) return children

    const smaller = findSmaller(pairs.map(({ parent, children: [left] }) => [rowsOf(parent), rowsOf(left)]))
    const inUse = new Set(pairs.map(({ parent }) => parent))
    const jobs: Job[] = []
    for (const [i, { parent, children: both }] of pairs.entries()) {
      const counted = both[smaller[i]!]!
      const other = both[1 - smaller[i]!]!
      inUse.add(counted).add(other)
      slots.take(counted, inUse)
      if (parent.slot >= 0) {
        slots.pass(parent, other)
        jobs.push({ counted, derived: other })
      } else {
        slots.take(other, inUse)
        jobs.push({ counted }, { counted: other })
      }
    }
    // At most two jobs a pair where the parents' histograms are lost: in two helpings then.
    for (let i = 0; i < jobs.length; i += batch) evaluator.evaluate(jobs.slice(i, i + batch))
    for (const child of children) {
      if (child.split === undefined || !isEvaluated(child.depth + 1)) slots.free(child)
    }
    return children
  }

  /** For each pair: 0 when the left child has fewer rows, of all members together, else 1. */
  function findSmaller(rows: readonly (readonly [number, number])[]): number[] {
    for (const [i, [all, left]] of rows.entries()) counts[member.index * batch + i] = 2 * left - all
    member.barrier()
    return rows.map((_, i) => {
      let surplus = 0
      for (let m = 0; m < member.count; m++) surplus += counts[m * batch + i]!
      return surplus <= 0 ? 0 : 1
    })
  }

  const root = createNode({
    id: 0,
    depth: 0,
    gradient: 0,
    hessian: -1,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    path: [],
    ranges: beginTree(member, payload, tree),
  })
  nodes.push(root)
  slots.take(root, new Set())
  // Nobody counts into a slot that another still reads.
  member.barrier()
  evaluator.evaluate([{ counted: root }])
  if (!isEvaluated(1)) slots.free(root)

  if (parameters.growPolicy === 'lossguide') {
    const open = root.split === undefined ? [] : [root]
    while (open.length > 0 && isSplittable(open[0]!)) {
      const best = open.reduce((most, node) => (node.split!.lossChange > most.split!.lossChange ? node : most))
      open.splice(open.indexOf(best), 1)
      for (const child of expand([best])) if (child.split !== undefined) open.push(child)
      yield
    }
  } else {
    let level = [root]
    while (level.length > 0) {
      const splitting = level.filter((node) => node.split !== undefined)
      level = []
      for (let i = 0; i < splitting.length; i += batch) {
        level.push(...expand(splitting.slice(i, i + batch)))
        yield
      }
    }
  }
  return { nodes, rules }
}

function rowsOf(node: GrowNode): number {
  return node.ranges[1]! - node.ranges[0]!
}

/** Puts the member's rows in order: first those that the tree learns from. Gives the ranges of the root. */
function beginTree(member: Member, payload: BoostingPayload, tree: number): Int32Array {
  const { parameters, training, evaluation } = payload
  const { begin, end } = ownRows(training.rows, member.index, member.count)
  const order = new Uint32Array(member.memory.buffer, training.order, training.rows)
  let drawn = begin
  if (parameters.subsample === 1) {
    while (drawn < end) order[drawn] = drawn++
  } else {
    const isDrawn = openSampleRows(deriveSeed(parameters.seed, 'rows', tree), parameters.subsample)
    let last = end
    for (let row = begin; row < end; row++) order[isDrawn(row) ? drawn++ : --last] = row
  }
  if (evaluation === undefined) return Int32Array.of(begin, drawn, drawn, end)
  const own = ownRows(evaluation.rows, member.index, member.count)
  const evaluationOrder = new Uint32Array(member.memory.buffer, evaluation.order, evaluation.rows)
  for (let row = own.begin; row < own.end; row++) evaluationOrder[row] = row
  return Int32Array.of(begin, drawn, drawn, end, own.begin, own.end)
}

/** A byte a bin: 1 where its rows go left. */
function fillGoesLeft(goesLeft: Uint8Array, split: Split, missingBin: number): void {
  const { goesRight, bin } = split
  if (goesRight === undefined) goesLeft.fill(1, 0, bin + 1).fill(0, bin + 1)
  else for (let c = 0; c < 256; c++) goesLeft[c] = ((goesRight[c >>> 5]! >>> (c & 31)) & 1) ^ 1
  goesLeft[missingBin] = split.missingLeft ? 1 : 0
}

/**
 * The bounds of two children's weights. A monotone split puts the middle of their weights between them, so that no
 * split further down can turn the order around. Source: XGBoost, `src/tree/split_evaluator.h: AddSplit`.
 */
function childBounds(parent: GrowNode, rules: Regularisation, direction: number) {
  const { lower, upper, split, gradient, hessian } = parent
  if (direction === 0)
    return [
      { lower, upper },
      { lower, upper },
    ] as const
  const left = leafWeight(split!.leftGradient, split!.leftHessian, rules, lower, upper)
  const right = leafWeight(gradient - split!.leftGradient, hessian - split!.leftHessian, rules, lower, upper)
  const middle = left / 2 + right / 2
  return direction > 0
    ? ([
        { lower, upper: middle },
        { lower: middle, upper },
      ] as const)
    : ([
        { lower: middle, upper },
        { lower, upper: middle },
      ] as const)
}
