import type { Random } from '../../base/random.ts'
import type { MemoryViews } from '../kernels/forest/memory-views.ts'
import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { scoreNode } from '../kernels/forest/score.ts'
import { noneMissing, sheetAt } from '../kernels/forest/sheet.ts'
import { type ForestPlan, type GrownTree, noRow, type Workbench } from './forest-plan.ts'
import type { Sample } from './load-sample.ts'
import { NodeStore } from './node-store.ts'
import type { SplitFinder } from './open-split-finder.ts'
import { SplitQueue } from './split-queue.ts'

/** scikit-learn's allowance for rounding where a decrease is compared. */
const epsilon = 2.220446049250313e-16

/**
 * Grows one tree after another on a thread's bench: depth first, left before right, or, with `maxLeafNodes`, the split
 * that lessens the impurity most first. A node becomes a leaf when it is pure, too deep or too small, when nothing in it
 * can be split, or when the split would lessen the impurity by less than `minImpurityDecrease`:
 * `w_t / w · (I_t - w_l / w_t · I_l - w_r / w_t · I_r)`.
 *
 * Source: scikit-learn, `sklearn/tree/_tree.pyx: DepthFirstTreeBuilder, BestFirstTreeBuilder`.
 * O(maxFeatures · rows · depth) and, of classes, times K at most.
 */
export class TreeGrower {
  readonly #plan: ForestPlan
  readonly #kernels: ForestKernels
  readonly #finder: SplitFinder
  readonly #sheet: number
  readonly #words: Uint32Array
  readonly #doubles: Float64Array
  readonly #totals: Float64Array
  readonly #criterion: number
  readonly #nodes: NodeStore
  readonly #importance: Float64Array
  /** Nodes that are still to be looked at. */
  readonly #open: number[] = []
  /** Nodes that have a split and wait for it. */
  readonly #queue: SplitQueue
  #random!: Random
  #sample!: Sample
  #rootWeight = 0
  #scoreUnit = 1
  #tree = 0

  constructor(
    plan: ForestPlan,
    bench: Workbench,
    kernels: ForestKernels,
    finder: SplitFinder,
    { words, doubles }: MemoryViews,
  ) {
    this.#plan = plan
    this.#kernels = kernels
    this.#finder = finder
    this.#sheet = bench.sheet
    this.#words = words
    this.#doubles = doubles
    this.#totals = doubles.subarray(bench.totals >>> 3, (bench.totals >>> 3) + Math.max(plan.classes, 1))
    this.#criterion = words[(bench.sheet + sheetAt.criterion) >>> 2]!
    this.#nodes = new NodeStore(Math.max(plan.classes, 1))
    this.#importance = new Float64Array(plan.columns)
    this.#queue = new SplitQueue((node) => this.#nodes.decrease[node]!)
  }

  begin(tree: number, sample: Sample, random: Random): void {
    this.#tree = tree
    this.#sample = sample
    this.#random = random
    this.#finder.reset(sample)
    this.#scoreUnit = unitOfScores(this.#plan.rules.criterion, sample)
    this.#nodes.clear()
    this.#importance.fill(0)
    this.#kernels.weighNode(this.#sheet, 0, sample.entries)
    this.#rootWeight = this.#doubles[(this.#sheet + sheetAt.totalWeight) >>> 3]!
    const share = this.#plan.rules.minWeightFractionLeaf
    this.#doubles[(this.#sheet + sheetAt.minWeight) >>> 3] = share * this.#rootWeight
    this.#open.push(this.#nodes.add(0, sample.entries, 0))
  }

  /**
   * Goes on with the tree.
   * @param work entries to look at before others have their turn
   * @returns the tree when it is grown
   */
  grow(work: number): GrownTree | undefined {
    const nodes = this.#nodes
    const limited = this.#plan.rules.maxLeafNodes !== Number.POSITIVE_INFINITY
    for (let left = work; left > 0; ) {
      const node = this.#open.pop()
      if (node !== undefined) {
        left -= nodes.end[node]! - nodes.start[node]! + 8
        // Its totals are still in the sheet.
        if (!this.#seekSplit(node)) this.#close(node, true)
        else if (limited) this.#queue.add(node)
        else this.#split(node)
        continue
      }
      const next = limited ? this.#queue.take() : -1
      if (next < 0) return this.#finish()
      // All nodes made so far but the split ones are leaves: their number is half the nodes, rounded up.
      if ((nodes.count + 1) / 2 < this.#plan.rules.maxLeafNodes) this.#split(next)
      else this.#close(next, false)
    }
    return undefined
  }

  /** Finds the node's split and parts its entries. @returns false when it is to be a leaf */
  #seekSplit(node: number): boolean {
    const { rules, classes } = this.#plan
    const nodes = this.#nodes
    const [words, doubles, sheet, finder] = [this.#words, this.#doubles, this.#sheet, this.#finder]
    const start = nodes.start[node]!
    const end = nodes.end[node]!
    this.#kernels.weighNode(sheet, start, end)
    const weight = doubles[(sheet + sheetAt.totalWeight) >>> 3]!
    nodes.cover[node] = weight * this.#sample.weightUnit
    if (
      end - start < rules.minSamplesSplit ||
      nodes.depth[node]! >= rules.maxDepth ||
      words[(sheet + sheetAt.pure) >>> 2] === 1 ||
      weight < 2 * doubles[(sheet + sheetAt.minWeight) >>> 3]!
    ) {
      return false
    }
    const best = (sheet + sheetAt.bestScore) >>> 3
    doubles[best] = Number.NEGATIVE_INFINITY
    finder.find(start, end, this.#random)
    const score = doubles[best]!
    if (score === Number.NEGATIVE_INFINITY) return false

    const unsplit =
      finder.scoreNode === undefined
        ? scoreNode(this.#totals, classes, this.#criterion, weight)
        : finder.scoreNode(start, end)
    const decrease = (score - unsplit) * this.#scoreUnit
    const share = decrease / (this.#rootWeight * this.#sample.weightUnit)
    if (rules.minImpurityDecrease > 0 && share + epsilon < rules.minImpurityDecrease) return false

    const middle = this.#kernels.splitRows(sheet, start, end)
    nodes.decrease[node] = decrease
    nodes.middle[node] = middle
    nodes.left[node] = words[(sheet + sheetAt.bestFeature) >>> 2]!
    nodes.lowRow[node] = words[(sheet + sheetAt.lowRow) >>> 2]!
    const next = words[(sheet + sheetAt.nextRank) >>> 2]!
    const gap = words[(words[(sheet + sheetAt.missing) >>> 2]! >>> 2) + nodes.left[node]!]
    nodes.highRow[node] = next === gap ? noRow : words[(sheet + sheetAt.highRow) >>> 2]!
    nodes.cut[node] = doubles[(sheet + sheetAt.bestCut) >>> 3]!
    const side = words[(sheet + sheetAt.missingLeft) >>> 2]!
    // Where none was missing, later ones go where more rows went.
    nodes.missingLeft[node] = side === noneMissing ? (middle - start >= end - middle ? 1 : 0) : side
    return true
  }

  #split(node: number): void {
    const nodes = this.#nodes
    const depth = nodes.depth[node]! + 1
    // Until now the feature stood there: see `#seekSplit`.
    nodes.feature[node] = nodes.left[node]!
    this.#importance[nodes.feature[node]!]! += Math.max(nodes.decrease[node]!, 0)
    const left = nodes.add(nodes.start[node]!, nodes.middle[node]!, depth)
    const right = nodes.add(nodes.middle[node]!, nodes.end[node]!, depth)
    nodes.left[node] = left
    this.#open.push(right, left)
  }

  #close(node: number, weighed: boolean): void {
    const nodes = this.#nodes
    const start = nodes.start[node]!
    const end = nodes.end[node]!
    nodes.feature[node] = -1
    const at = nodes.addLeaf()
    nodes.left[node] = nodes.leaves - 1
    if (this.#plan.classes === 0) {
      nodes.values[at] = this.#finder.leafValue?.(start, end) ?? this.#mean(start, end)
      return
    }
    if (!weighed) this.#kernels.weighNode(this.#sheet, start, end)
    const weight = this.#doubles[(this.#sheet + sheetAt.totalWeight) >>> 3]!
    for (let k = 0; k < nodes.outputs; k++) nodes.values[at + k] = this.#totals[k]! / weight
  }

  /** The mean of the targets, rows upwards, as what they have over the first: exact where all are the same. */
  #mean(start: number, end: number): number {
    const [words, doubles] = [this.#words, this.#doubles]
    const at = (offset: number) => words[(this.#sheet + offset) >>> 2]!
    const entries = at(sheetAt.entries) >>> 2
    const records = at(sheetAt.records) >>> 3
    const targets = at(sheetAt.targets) >>> 3
    const first = doubles[targets + words[entries + 2 * start]!]!
    let sum = 0
    let weight = 0
    for (let i = start; i < end; i++) {
      const row = words[entries + 2 * i]!
      const w = doubles[records + 2 * row]!
      sum += w * (doubles[targets + row]! - first)
      weight += w
    }
    return first + sum / weight
  }

  #finish(): GrownTree {
    const { count, leaves, outputs, feature, left, missingLeft, lowRow, highRow, cut, cover, values } = this.#nodes
    const { columns, packed } = this.#plan
    const all = this.#importance.reduce((sum, share) => sum + share, 0)
    return {
      tree: this.#tree,
      feature: columns < 2 ** 15 ? Int16Array.from(feature.subarray(0, count)) : feature.slice(0, count),
      left: left.slice(0, count),
      missingLeft: missingLeft.slice(0, count).map((side, node) => (feature[node]! < 0 ? 0 : side)),
      lowRow: lowRow.slice(0, count),
      highRow: highRow.slice(0, count),
      cut: this.#plan.rules.randomSplits ? cut.slice(0, count) : undefined,
      // Whole numbers below 2^24 are exact in a single.
      cover:
        packed !== undefined && cover[0]! < 2 ** 24
          ? Float32Array.from(cover.subarray(0, count))
          : cover.slice(0, count),
      values: values.slice(0, leaves * outputs),
      importance: this.#importance.map((share) => (all > 0 ? share / all : 0)),
    }
  }
}

/** Multiplies a difference of scores in the memory into a decrease of the weighted impurity of the data. */
function unitOfScores(criterion: ForestPlan['rules']['criterion'], { weightUnit, targetUnit }: Sample): number {
  if (criterion === 'squaredError') return targetUnit ** 2 / weightUnit
  if (criterion === 'absoluteError') return targetUnit
  // Scores of entropy are in nats; bits, as in scikit-learn.
  return criterion === 'gini' ? weightUnit : weightUnit / Math.LN2
}
