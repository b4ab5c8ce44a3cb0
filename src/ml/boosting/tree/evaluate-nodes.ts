import type { BoostingKernels } from '../../kernels/boosting/open-boosting-kernels.ts'
import type { Member } from '../../threads/program.ts'
import { type BoostingPayload, foundBytes } from '../boosting-payload.ts'
import type { Scales } from '../gradients.ts'
import { type Candidate, isBetter } from './candidate.ts'
import { findCategorySplit } from './find-category-split.ts'
import { findConstrainedSplit, type SplitRules } from './find-constrained-split.ts'
import type { GrowNode, Split } from './grow-node.ts'
import { leafWeight, nodeGain } from './leaf-weight.ts'
import { mayInteract } from './may-interact.ts'
import type { FeatureSampler } from './sample-features.ts'

/** A node whose histogram is counted, and its sibling, whose histogram is what remains of the parent's. */
export interface Job {
  readonly counted: GrowNode
  /** It has the parent's slot. */
  readonly derived?: GrowNode | undefined
}

/** What one tree is evaluated with. */
export interface Evaluator {
  /** Finds the split of every node of the jobs; all members call it together. */
  evaluate(jobs: readonly Job[]): void
  /** Gradient and hessian of all rows, known after the root has been counted. */
  readonly rules: SplitRules
}

/**
 * Finds splits, in three strokes with a barrier after each of the first two: every member counts its own rows; every
 * member takes a share of the features, adds up what all counted, subtracts it from the parents' and looks for the best
 * split; every member picks the best of what all found.
 *
 * @param missingBin the bin of missing values, also the number of bins before it
 */
export function createEvaluator(
  member: Member,
  payload: BoostingPayload,
  kernels: BoostingKernels,
  gradients: number,
  missingBin: number,
  scales: Scales,
  sampler: FeatureSampler,
): Evaluator {
  const { features, parameters, training, stride, slots, locals, batch } = payload
  const { index, count, memory } = member
  const binBytes = (missingBin + 1) * 16
  const histogramBytes = Math.ceil(features / 4) * 4 * binBytes
  const from = Math.floor((features * index) / count)
  const to = Math.floor((features * (index + 1)) / count)
  const scratch = payload.room + index * payload.roomBytes
  const found = new Float64Array(memory.buffer, payload.found, (count * batch * 2 * foundBytes) / 8)
  const foundWords = new Uint32Array(memory.buffer, payload.found, found.length * 2)
  const binCounts = new Int32Array(memory.buffer, payload.binCounts, features)

  const toUnits = scales.gradient / scales.hessian
  const constrained = parameters.maxDeltaStep > 0 || parameters.monotone.some((direction) => direction !== 0)
  const rules: SplitRules = {
    lambda: parameters.lambda * scales.hessian,
    alpha: parameters.alpha * scales.gradient,
    maxDeltaStep: parameters.maxDeltaStep * toUnits,
    minChildWeight: Math.max(1, parameters.minChildWeight * scales.hessian),
    free: !constrained,
  }
  const plain = rules.free && parameters.alpha === 0
  /** Whether every node may use every feature, all of them numeric. */
  const isFree =
    parameters.colsampleByTree * parameters.colsampleByLevel * parameters.colsampleByNode === 1 &&
    parameters.interactions.length === 0 &&
    parameters.categories.every((count) => count === 0)
  /** What one unit of gain is worth. */
  const gainUnit = scales.hessian / (scales.gradient * scales.gradient)

  // Which features the kernel scans: in this member's own room, behind what `addHistogram` needs.
  const scanned = new Uint8Array(memory.buffer, scratch + 32 * (stride + 16), features)

  const slotOf = (node: GrowNode) => slots + node.slot * histogramBytes
  const localOf = (of: number, job: number) => locals + ((of - 1) * batch + job) * histogramBytes

  function countRows(jobs: readonly Job[]): void {
    for (const [job, { counted }] of jobs.entries()) {
      const histogram = index === 0 ? slotOf(counted) : localOf(index, job)
      kernels.clear(histogram, histogramBytes)
      const [begin, end] = [counted.ranges[0]!, counted.ranges[1]!]
      const { bins, order } = training
      kernels.addHistogram(histogram, binBytes, features, bins, stride, gradients, order, begin, end, scratch)
    }
  }

  function scanShare(jobs: readonly Job[]): void {
    if (from === to) {
      for (let node = 0; node < jobs.length * 2; node++) write(node, undefined)
      return
    }
    const offset = from * binBytes
    const bytes = (to - from) * binBytes
    for (const [job, { counted, derived }] of jobs.entries()) {
      const place = slotOf(counted) + offset
      for (let other = 1; other < count; other++) kernels.addTo(place, localOf(other, job) + offset, bytes)
      if (derived !== undefined) kernels.subtractFrom(slotOf(derived) + offset, place, bytes)
      write(2 * job, scan(counted, 2 * job))
      if (derived !== undefined) write(2 * job + 1, scan(derived, 2 * job + 1))
    }
  }

  /** The best split of a node among this member's features. */
  function scan(node: GrowNode, number: number): Candidate | undefined {
    const totals = node.hessian < 0 ? sumsOf(node, from) : node
    // Neither child could have the least hessian.
    if (totals.hessian < 2 * rules.minChildWeight) return undefined
    const known = totals === node ? node : { ...node, gradient: totals.gradient, hessian: totals.hessian }
    const kernelFeatures = chooseFeatures(node)
    let best: Candidate | undefined
    for (let feature = from; feature < to && kernelFeatures < to - from; feature++) {
      if (scanned[feature] !== 2) continue
      scanned[feature] = 0
      const sums = new Float64Array(memory.buffer, slotOf(node) + feature * binBytes, binBytes / 8)
      const bins = binCounts[feature]!
      const candidate =
        parameters.categories[feature]! > 0
          ? findCategorySplit(sums, bins, missingBin, feature, known, rules, parameters)
          : findConstrainedSplit(sums, bins, missingBin, feature, parameters.monotone[feature]!, known, rules)
      if (candidate !== undefined && isBetter(candidate, best)) best = candidate
    }
    if (kernelFeatures === 0) return best
    kernels.findSplits(
      slotOf(node),
      binBytes,
      from,
      to,
      scanned.byteOffset,
      payload.binCounts,
      missingBin,
      known.gradient,
      known.hessian,
      rules.lambda,
      rules.minChildWeight,
      payload.found + recordOf(index, number) * 8,
    )
    const byKernel = read(index, number)
    return byKernel !== undefined && isBetter(byKernel, best) ? byKernel : best
  }

  /** Marks this member's features: 0 not for this node, 1 scanned by the kernel, 2 by the functions here. Counts those of 1. */
  function chooseFeatures(node: GrowNode): number {
    if (plain && isFree) {
      scanned.fill(1, from, to)
      return to - from
    }
    const allowed = sampler.allowed(node.id, node.depth)
    let kernelFeatures = 0
    for (let feature = from; feature < to; feature++) {
      const here = allowed[feature] === 1 && mayInteract(feature, node.path, parameters.interactions)
      const byKernel = here && plain && parameters.categories[feature] === 0
      scanned[feature] = byKernel ? 1 : here ? 2 : 0
      if (byKernel) kernelFeatures++
    }
    return kernelFeatures
  }

  function sumsOf(node: GrowNode, feature: number): { gradient: number; hessian: number } {
    const sums = new Float64Array(memory.buffer, slotOf(node) + feature * binBytes, binBytes / 8)
    let gradient = 0
    let hessian = 0
    for (let i = 0; i < sums.length; i += 2) {
      gradient += sums[i]!
      hessian += sums[i + 1]!
    }
    return { gradient, hessian }
  }

  const recordOf = (of: number, node: number) => ((of * batch * 2 + node) * foundBytes) / 8

  function write(node: number, candidate: Candidate | undefined): void {
    const at = recordOf(index, node)
    found[at] = candidate?.gain ?? Number.NEGATIVE_INFINITY
    if (candidate === undefined) return
    const { feature, bin, missingLeft, leftGradient, leftHessian, goesRight } = candidate
    found[at + 1] = feature
    found[at + 2] = bin
    found[at + 3] = missingLeft ? 1 : 0
    found[at + 4] = leftGradient
    found[at + 5] = leftHessian
    found[at + 6] = goesRight === undefined ? 0 : 1
    if (goesRight !== undefined) foundWords.set(goesRight, at * 2 + 16)
  }

  function read(of: number, node: number): Candidate | undefined {
    const at = recordOf(of, node)
    if (found[at] === Number.NEGATIVE_INFINITY) return undefined
    const feature = found[at + 1]!
    const goesRight = parameters.categories[feature]! > 0 ? foundWords.slice(at * 2 + 16, at * 2 + 24) : undefined
    return {
      gain: found[at]!,
      feature,
      bin: found[at + 2]!,
      missingLeft: found[at + 3] === 1,
      leftGradient: found[at + 4]!,
      leftHessian: found[at + 5]!,
      goesRight,
    }
  }

  /** The best of what all members found, when it is worth a split. */
  function pick(node: GrowNode, number: number): Split | undefined {
    let best: Candidate | undefined
    for (let of = 0; of < count; of++) {
      const candidate = read(of, number)
      if (candidate !== undefined && isBetter(candidate, best)) best = candidate
    }
    if (best === undefined) return undefined
    const weight = leafWeight(node.gradient, node.hessian, rules, node.lower, node.upper)
    const own = nodeGain(node.gradient, node.hessian, weight, rules, rules.free)
    const lossChange = (best.gain - own) * gainUnit
    if (!(lossChange > leastLossChange && lossChange >= parameters.gamma)) return undefined
    return {
      feature: best.feature,
      bin: best.bin,
      goesRight: best.goesRight,
      missingLeft: best.missingLeft,
      lossChange,
      leftGradient: best.leftGradient,
      leftHessian: best.leftHessian,
    }
  }

  return {
    rules,
    evaluate(jobs) {
      countRows(jobs)
      member.barrier()
      scanShare(jobs)
      member.barrier()
      for (const [job, { counted, derived }] of jobs.entries()) {
        if (counted.hessian < 0) {
          const { gradient, hessian } = sumsOf(counted, 0)
          counted.gradient = gradient
          counted.hessian = hessian
        }
        counted.split = pick(counted, 2 * job)
        if (derived !== undefined) derived.split = pick(derived, 2 * job + 1)
      }
    },
  }
}

/** XGBoost's `kRtEps`: what gains less is rounding. */
const leastLossChange = 1e-6
