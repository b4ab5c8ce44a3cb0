import { deriveSeed } from '../../../base/random.ts'
import type { BoostingKernels } from '../../kernels/boosting/open-boosting-kernels.ts'
import type { Member } from '../../threads/program.ts'
import { type BoostingPayload, ownRows } from '../boosting-payload.ts'
import type { Scales } from '../gradients.ts'
import { carriedSets } from './carried-sets.ts'
import { createChildren } from './create-children.ts'
import { createEvaluator, type Job } from './evaluate-nodes.ts'
import { fillGoesLeft } from './fill-goes-left.ts'
import type { GrowNode } from './grow-node.ts'
import { createHistogramSlots } from './histogram-slots.ts'
import type { Regularisation } from './leaf-weight.ts'
import { openSampleRows } from './open-sample-rows.ts'
import { createFeatureSampler } from './sample-features.ts'

/**
 * Values of training rows from which members ask one another which child has fewer rows. Below, the child with less hessian
 * is taken, nearly always the same one, which all know: some rows more are counted, but no barrier is waited at.
 */
const worthAsking = 2 ** 23

/** A grown tree; `nodes[i].id` is `i`. */
export interface GrownTree {
  readonly nodes: readonly GrowNode[]
  /** What a node's sums are penalised by, in units. */
  readonly rules: Regularisation
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
 * Members must have met since the last tree: nobody may count into a histogram that another still reads.
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
  const asksForRows = member.count === 1 || payload.training.rows * features >= worthAsking
  const hasInteractions = parameters.interactions.length > 0
  // Quantiles of leaves ask which rows are in them.
  const needsRanges = payload.objective === 'quantile'
  const nodes: GrowNode[] = []
  let leaves = 1

  const isSplittable = (node: GrowNode) => node.split !== undefined && (maxLeaves === 0 || leaves < maxLeaves)
  const isEvaluated = (depth: number) => maxDepth === 0 || depth < maxDepth

  /** Whether both children could have the least hessian. */
  const mayBeSplit = (node: GrowNode) => node.hessian >= 2 * rules.minChildWeight

  /** Parts the member's rows of a node, unless both children stay leaves, and makes the children. */
  function split(parent: GrowNode, parts: boolean): void {
    const by = parent.split!
    const left = parts ? parent.ranges.slice() : noRanges
    const right = parts ? parent.ranges.slice() : noRanges
    if (parts) {
      fillGoesLeft(goesLeft, by, missingBin)
      for (const [s, { bins, order }] of sets.entries()) {
        const [begin, end] = [parent.ranges[2 * s]!, parent.ranges[2 * s + 1]!]
        if (begin === end) continue
        const column = bins + by.feature
        const middle = kernels.partitionRows(order, begin, end, column, payload.stride, room, room + 256)
        left[2 * s + 1] = middle
        right[2 * s] = middle
      }
    }
    parent.left = nodes.length
    nodes.push(...createChildren(parent, nodes.length, left, right, rules, monotone[by.feature]!, hasInteractions))
    leaves++
  }

  /** Splits nodes, at most `batch` of one level, and finds the splits of their children. */
  function expand(parents: readonly GrowNode[]): GrowNode[] {
    const isLast = !isEvaluated(parents[0]!.depth + 1)
    const children: GrowNode[] = []
    const halved: GrowNode[] = []
    for (const parent of parents) {
      if (!isSplittable(parent)) continue
      split(parent, !isLast || needsRanges)
      halved.push(parent)
      children.push(nodes[parent.left]!, nodes[parent.left + 1]!)
    }
    if (halved.length === 0 || isLast) return children

    const smaller = findSmaller(halved)
    const inUse = new Set([...halved, ...children])
    const jobs: Job[] = []
    for (const [i, parent] of halved.entries()) {
      const counted = children[2 * i + smaller[i]!]!
      const other = children[2 * i + 1 - smaller[i]!]!
      if (!mayBeSplit(counted) && !mayBeSplit(other)) {
        slots.free(parent)
        continue
      }
      slots.take(counted, inUse)
      if (parent.slot >= 0) {
        slots.pass(parent, other)
        jobs.push({ counted, derived: other })
      } else {
        slots.take(other, inUse)
        jobs.push({ counted }, { counted: other })
      }
    }
    // Counts of rows have been read by all before any are written again; `evaluate` has barriers of its own.
    if (asksForRows && jobs.length === 0) member.barrier()
    // At most two jobs a pair where the parents' histograms are lost: in two helpings then.
    for (let i = 0; i < jobs.length; i += batch) evaluator.evaluate(jobs.slice(i, i + batch))
    for (const child of children) {
      if (child.split === undefined || !isEvaluated(child.depth + 1)) slots.free(child)
    }
    return children
  }

  /** For each parent: 0 when its left child is the one to be counted, else 1: whichever, histograms come to the same bits. */
  function findSmaller(parents: readonly GrowNode[]): number[] {
    if (!asksForRows) return parents.map(({ left }) => (nodes[left]!.hessian <= nodes[left + 1]!.hessian ? 0 : 1))
    for (const [i, { left }] of parents.entries()) {
      counts[member.index * batch + i] = rowsOf(nodes[left]!) - rowsOf(nodes[left + 1]!)
    }
    member.barrier()
    return parents.map((_, i) => {
      let surplus = 0
      for (let m = 0; m < member.count; m++) surplus += counts[m * batch + i]!
      return surplus <= 0 ? 0 : 1
    })
  }

  const root: GrowNode = {
    id: 0,
    depth: 0,
    gradient: 0,
    hessian: -1,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    path: [],
    ranges: beginTree(member, payload, kernels, tree),
    slot: -1,
    split: undefined,
    left: -1,
  }
  nodes.push(root)
  slots.take(root, new Set())
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

const noRanges: number[] = []

function rowsOf(node: GrowNode): number {
  return node.ranges[1]! - node.ranges[0]!
}

/** Puts the member's rows in order: first those that the tree learns from. Gives the ranges of the root. */
function beginTree(member: Member, payload: BoostingPayload, kernels: BoostingKernels, tree: number): number[] {
  const { parameters, training, evaluation } = payload
  const { begin, end } = ownRows(training.rows, member.index, member.count)
  const order = new Uint32Array(member.memory.buffer, training.order, training.rows)
  let drawn = begin
  if (parameters.subsample === 1) {
    kernels.countUp(training.order, begin, end)
    drawn = end
  } else {
    const isDrawn = openSampleRows(deriveSeed(parameters.seed, 'rows', tree), parameters.subsample)
    let last = end
    for (let row = begin; row < end; row++) order[isDrawn(row) ? drawn++ : --last] = row
  }
  if (evaluation === undefined) return [begin, drawn, drawn, end]
  const own = ownRows(evaluation.rows, member.index, member.count)
  kernels.countUp(evaluation.order, own.begin, own.end)
  return [begin, drawn, drawn, end, own.begin, own.end]
}
