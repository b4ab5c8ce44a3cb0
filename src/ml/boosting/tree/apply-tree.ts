import type { BoostingKernels } from '../../kernels/boosting/open-boosting-kernels.ts'
import type { Member } from '../../threads/program.ts'
import type { BoostingPayload } from '../boosting-payload.ts'
import { carriedSets } from './carried-sets.ts'
import { fillGoesLeft } from './fill-goes-left.ts'
import type { GrowNode } from './grow-node.ts'

/**
 * Adds the leaf values of a grown tree to the margins of the member's rows, of all sets. Rows of two leaves that were not
 * parted from each other find their leaf here. O(rows).
 * @param output to which the tree adds
 * @param leafValueOf by number of the node
 */
export function applyTree(
  member: Member,
  payload: BoostingPayload,
  kernels: BoostingKernels,
  nodes: readonly GrowNode[],
  output: number,
  missingBin: number,
  leafValueOf: (id: number) => number,
): void {
  const { outputs, stride } = payload
  const room = payload.room + member.index * payload.roomBytes
  const goesLeft = new Uint8Array(member.memory.buffer, room, 256)
  const sets = carriedSets(payload)
  for (const { id, left, ranges, split } of nodes) {
    const isLeaf = left < 0
    const hasBareLeaves = !isLeaf && nodes[left]!.ranges.length === 0
    if (hasBareLeaves) fillGoesLeft(goesLeft, split!, missingBin)
    else if (!isLeaf || ranges.length === 0) continue
    for (const [s, { margins, order, bins }] of sets.entries()) {
      const [begin, end] = [ranges[2 * s]!, ranges[2 * s + 1]!]
      if (begin === end) continue
      const first = margins + output * 4
      if (isLeaf) kernels.addLeafValue(first, order, begin, end, leafValueOf(id), outputs)
      else {
        const [one, other] = [leafValueOf(left), leafValueOf(left + 1)]
        const column = bins + split!.feature
        kernels.addSplitValues(first, outputs, order, begin, end, column, stride, room, one, other)
      }
    }
  }
}
