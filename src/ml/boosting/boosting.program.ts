import { openBoostingKernels } from '../kernels/boosting/open-boosting-kernels.ts'
import type { Member, Program } from '../threads/program.ts'
import { binRows, findAllCuts } from './bin-features.ts'
import { type BoostingPayload, type BoostingQuestion, ownRows } from './boosting-payload.ts'
import { createEnsembleBuilder, type GrownEnsemble } from './ensemble-builder.ts'
import { computeGradients, largestGradients, type Scales, scaleFor } from './gradients.ts'
import { leafQuantiles, markLeaves } from './leaf-quantiles.ts'
import { applyTree } from './tree/apply-tree.ts'
import { type GrownTree, growTree } from './tree/grow-tree.ts'
import { leafWeight } from './tree/leaf-weight.ts'

/** What the first member gives; the others give nothing. */
export type BoostingOutcome = GrownEnsemble | 'infinite'

/** Cells of the board, doubles: two flags, then the largest gradient and hessian of each member. */
const [infiniteCell, stopCell, largestCells] = [0, 1, 2]

/** Of other members than the caller's own thread: it wakes up for each message, and takes a core from them. */
const tellEveryMs = 50

/** All finite singles are below it but itself, and none is below its negative: where missing rows are parted from all others. */
const greatestSingle = 3.4028234663852886e38

/**
 * Gradient boosting, as each member runs it: bins once; then, round by round, gradients of its own rows and a tree (or
 * one a class) grown together. Members meet at barriers only: see `growTree`.
 */
export const program: Program<BoostingPayload, BoostingOutcome | undefined> = function* (member, payload) {
  const kernels = openBoostingKernels(member.memory)
  const { features, training, evaluation, outputs, rounds, parameters, objective } = payload
  const buffer = member.memory.buffer
  const board = new Float64Array(buffer, payload.board, (member.count + 4) * 2)

  yield* findAllCuts(member, payload, kernels)
  const cuts = new Float32Array(buffer, payload.cuts, features * 256)
  const missingBin = countBins(cuts, features)
  yield* binRows(member, payload, kernels, 'training', missingBin)
  yield* binRows(member, payload, kernels, 'evaluation', missingBin)
  if (board[infiniteCell] === 1) return member.index === 0 ? 'infinite' : undefined

  const thresholdOf = (feature: number, bin: number) =>
    bin < 0 ? -greatestSingle : Math.min(cuts[feature * 256 + bin]!, greatestSingle)
  const builder = createEnsembleBuilder(thresholdOf, (feature) => parameters.categories[feature]! > 0)
  const own = ownRows(training.rows, member.index, member.count)

  let told = performance.now()

  for (let round = 0; round < rounds; round++) {
    const scales = agreeOnScales(member, payload, board)
    computeGradients(member, payload, kernels, scales, own.begin, own.end)
    yield
    for (let k = 0; k < outputs; k++) {
      // Before the first tree of a round they have met over the scales.
      if (k > 0) member.barrier()
      const plane = payload.gradients + k * training.rows * 8
      const number = payload.treesBefore + round * outputs + k
      const grown = yield* growTree(member, payload, kernels, plane, missingBin, scales, number)
      const leafValueOf = leafValues(member, payload, grown, scales)
      applyTree(member, payload, kernels, grown.nodes, k, missingBin, leafValueOf)
      if (member.index === 0) builder.add(grown.nodes, k, scales, (node) => leafValueOf(node.id))
    }
    if (evaluation === undefined) {
      const isTime = member.count === 1 || round === rounds - 1 || performance.now() - told > tellEveryMs
      if (member.index === 0 && isTime) {
        member.post(round + 1)
        told = performance.now()
      }
    } else {
      member.barrier()
      if (member.index === 0) board[stopCell] = yield { ask: { ask: 'judge', round } satisfies BoostingQuestion }
      member.barrier()
      if (board[stopCell] === 1) break
    }
    yield
  }
  // Objectives with leaves of their own read what others wrote: nobody leaves before all have.
  if (objective === 'quantile') member.barrier()
  return member.index === 0 ? builder.finish() : undefined
}

/** The most bins that a feature has: the bin of missing values is the next one, in all features the same. */
function countBins(cuts: Float32Array, features: number): number {
  let most = 1
  for (let feature = 0; feature < features; feature++) {
    let count = 0
    while (cuts[feature * 256 + count]! < Number.POSITIVE_INFINITY) count++
    most = Math.max(most, count + 1)
  }
  return most
}

/** The same powers of two for all members: from the largest gradient and hessian of all rows. */
function agreeOnScales(member: Member, payload: BoostingPayload, board: Float64Array): Scales {
  const { begin, end } = ownRows(payload.training.rows, member.index, member.count)
  const largest = largestGradients(member, payload, begin, end)
  const at = largestCells + 2 * member.index
  board[at] = largest.gradient
  board[at + 1] = largest.hessian
  member.barrier()
  let [gradient, hessian] = [0, 0]
  for (let m = 0; m < member.count; m++) {
    gradient = Math.max(gradient, board[largestCells + 2 * m]!)
    hessian = Math.max(hessian, board[largestCells + 2 * m + 1]!)
  }
  return { gradient: scaleFor(gradient), hessian: scaleFor(hessian) }
}

/** The value of each leaf, by the number of its node: a single, shrunk by `eta`. */
function leafValues(member: Member, payload: BoostingPayload, grown: GrownTree, scales: Scales) {
  const { eta } = payload.parameters
  const { nodes, rules } = grown
  if (payload.objective === 'quantile') {
    markLeaves(member, payload, nodes)
    member.barrier()
    if (member.index === 0) leafQuantiles(member, payload, nodes.length)
    member.barrier()
    const values = new Float64Array(member.memory.buffer, payload.leafValues, nodes.length)
    return (id: number) => Math.fround(values[id]! * eta)
  }
  return (id: number) => {
    const { gradient, hessian, lower, upper } = nodes[id]!
    const weight = leafWeight(gradient, hessian, rules, lower, upper)
    return Math.fround(weight * (scales.hessian / scales.gradient) * eta)
  }
}
