import { openNeighborKernels } from '../kernels/neighbors/open-neighbor-kernels.ts'
import type { Program } from '../threads/program.ts'
import type { LaidOutPoints } from './lay-out-points.ts'

/** What the threads share: the points, the queries, and where the results go (byte offsets). */
export interface NeighborPlan extends LaidOutPoints {
  readonly queries: number
  readonly queryCount: number
  readonly k: number
  readonly indices: number
  readonly distances: number
  /** One piece a thread, `scratchBytes` apart. */
  readonly scratch: number
  readonly scratchBytes: number
  /** Queries a task. */
  readonly block: number
}

/** Each task is a block of queries; results are written where only that task writes. Gives nothing. */
export const program: Program<NeighborPlan, void> = function* (member, plan) {
  const { scanNeighbors } = openNeighborKernels(member.memory)
  const scratch = plan.scratch + member.index * plan.scratchBytes
  const tasks = Math.ceil(plan.queryCount / plan.block)
  for (let task = member.takeTask(); task < tasks; task = member.takeTask()) {
    scanNeighbors(
      plan.tiles,
      plan.width,
      plan.points,
      plan.exact,
      plan.numeric,
      plan.nominal,
      plan.mismatch,
      plan.scale,
      plan.margin,
      plan.queries,
      task * plan.block,
      Math.min((task + 1) * plan.block, plan.queryCount),
      plan.k,
      plan.indices,
      plan.distances,
      scratch,
    )
    yield
  }
}
