import type { NeighborKernels } from '../kernels/neighbors/neighbor-kernels.ts'
import { openNeighborKernels } from '../kernels/neighbors/open-neighbor-kernels.ts'
import type { Member, Program } from '../threads/program.ts'
import type { LaidOutPoints } from './lay-out-points.ts'

/** What the threads share: the points, the queries, and where the results go (byte offsets). */
export interface NeighborPlan extends LaidOutPoints {
  /** Where the numbers of the queries are; undefined when every point asks, in order. */
  readonly queries: number | undefined
  readonly queryCount: number
  readonly k: number
  readonly indices: number
  readonly distances: number
  /** Lists of each thread after the first, where every point asks. */
  readonly lists: readonly { readonly indices: number; readonly distances: number }[]
  /** Two singles a point and thread, `boundsBytes` apart, where every point asks. */
  readonly bounds: number
  readonly boundsBytes: number
  /** One piece a thread, `scratchBytes` apart. */
  readonly scratch: number
  readonly scratchBytes: number
  /** Queries a task, a multiple of 8. */
  readonly block: number
}

/**
 * Each task is a block of queries. Where some points ask, results are written where only that task writes; where all do, each
 * pair of points is seen once, by one thread, in lists of its own, which are merged in the end. Gives nothing.
 */
export const program: Program<NeighborPlan, void> = function* (member, plan) {
  const kernels = openNeighborKernels(member.memory)
  if (plan.queries === undefined) yield* searchAll(member, plan, kernels)
  else yield* searchSome(member, plan, kernels, plan.queries)
}

function* searchSome(member: Member, plan: NeighborPlan, kernels: NeighborKernels, queries: number) {
  const scratch = plan.scratch + member.index * plan.scratchBytes
  for (const [from, to] of blocks(member, plan)) {
    kernels.scanNeighbors(
      plan.tiles,
      plan.width,
      plan.points,
      plan.exact,
      plan.numeric,
      plan.nominal,
      plan.mismatch,
      plan.scale,
      plan.margin,
      queries,
      from,
      to,
      plan.k,
      plan.indices,
      plan.distances,
      scratch,
    )
    yield undefined
  }
}

function* searchAll(member: Member, plan: NeighborPlan, kernels: NeighborKernels) {
  const { points, k, bounds: firstBounds, boundsBytes } = plan
  const { buffer } = member.memory
  const own = member.index === 0 ? plan : plan.lists[member.index - 1]!
  new Int32Array(buffer, own.indices, points * k).fill(-1)
  new Float64Array(buffer, own.distances, points * k).fill(Number.POSITIVE_INFINITY)
  const bounds = firstBounds + member.index * boundsBytes
  const squares = bounds + boundsBytes / 2
  new Float32Array(buffer, bounds, points).fill(Number.POSITIVE_INFINITY)
  new Float32Array(buffer, squares, boundsBytes / 8)
    .fill(Number.NEGATIVE_INFINITY)
    .fill(Number.POSITIVE_INFINITY, 0, points)
  const scratch = plan.scratch + member.index * plan.scratchBytes
  for (const [from, to] of blocks(member, plan)) {
    kernels.scanPairs(
      plan.tiles,
      plan.width,
      points,
      plan.exact,
      plan.numeric,
      plan.nominal,
      plan.mismatch,
      plan.scale,
      plan.margin,
      plan.lengths,
      from,
      to,
      k,
      own.indices,
      own.distances,
      bounds,
      squares,
      scratch,
    )
    yield undefined
  }
  member.barrier()
  const share = Math.ceil(points / member.count)
  const [from, to] = [member.index * share, Math.min(points, (member.index + 1) * share)]
  for (const list of plan.lists) {
    if (from < to) kernels.mergeLists(from, to, k, list.indices, list.distances, plan.indices, plan.distances)
  }
}

function* blocks(member: Member, { queryCount, block }: NeighborPlan): Generator<readonly [number, number]> {
  const tasks = Math.ceil(queryCount / block)
  for (let task = member.takeTask(); task < tasks; task = member.takeTask()) {
    yield [task * block, Math.min((task + 1) * block, queryCount)]
  }
}
